import { readFileSync } from 'node:fs';
import type { Browser, WebSocketRoute } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Service } from '../support/service.ts';
import { ask, describeInBrowser, openChat, serveToBrowser, textOf, threadOf } from './chromium.ts';

const questions = [
  ['sv', 'Hur ansöker jag om försörjningsstöd?'],
  ['sv-simple', 'Hur söker jag försörjningsstöd?'],
  ['fi', 'Miten haen toimeentulotukea?'],
  ['en', 'How do I apply for income support?'],
] as const;

describeInBrowser('the chat in a browser', () => {
  let service: Service;
  let browser: Browser;
  serveToBrowser((...running) => {
    [service, browser] = running;
  });

  it.each(questions)('answers in %s', async (language, question) => {
    const page = await openChat(browser, service.url, { language });
    await ask(page, question);
    const card = page.locator('.card').last();
    expect(await textOf(card.locator('h3').first())).toBe(titleOf('income-support', language));
    expect(await card.getAttribute('lang')).toBe(language);
    expect(await card.getAttribute('dir')).toBe('ltr');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await card.locator('a[href="tel:+4640341000"]').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('stands right to left in Arabic', async () => {
    const page = await openChat(browser, service.url, { language: 'ar' });
    await ask(page, 'كيف أطلب مساعدة مالية؟');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.msg.bot').last().locator('[lang=ar]').first().getAttribute('dir')).toBe(
      'rtl',
    );
    const [mine, answer] = await Promise.all([
      page.locator('.msg.me .say').boundingBox(),
      page.locator('.msg.bot [lang=ar]').last().boundingBox(),
    ]);
    expect(mine?.x).toBeLessThan(answer?.x ?? 0);
    await page.context().close();
  });

  it('is the same conversation after a reload', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, 'Hur ansöker jag om försörjningsstöd?');
    await ask(page, 'När öppnar biblioteket?');
    const before = await threadOf(page);
    await page.reload();
    await page
      .locator('.msg')
      .nth(before.length - 1)
      .waitFor();
    expect(await threadOf(page)).toEqual(before);
    await page.context().close();
  });

  it('is the same conversation in two tabs', async () => {
    const one = await openChat(browser, service.url);
    const two = await one.context().newPage();
    await two.goto(`${service.url}/chat`);
    await two.locator('.msg.bot').first().waitFor();
    await ask(one, 'Hur ansöker jag om försörjningsstöd?');
    await two.locator('.msg').nth(2).waitFor();
    await ask(two, 'När öppnar biblioteket?');
    await one.locator('.msg').nth(4).waitFor();
    expect(await threadOf(one)).toHaveLength(5);
    expect(await threadOf(two)).toEqual(await threadOf(one));
    await one.context().close();
  });

  it('loses and doubles nothing when the stream is cut in the middle of a reply', async () => {
    const page = await openChat(browser, service.url);
    const expected = await answered(browser, service.url);
    const sockets: WebSocketRoute[] = [];
    let cutAt = Number.POSITIVE_INFINITY;
    await page.routeWebSocket(/\/v3\/directline\//, (socket) => {
      sockets.push(socket);
      const server = socket.connectToServer();
      server.onMessage((frame) => {
        if (sockets.length !== cutAt || !String(frame).includes('"role":"bot"')) return socket.send(frame);
        void socket.close();
        void server.close();
      });
    });
    await page.reload();
    await page.locator('.msg.bot').first().waitFor();
    cutAt = sockets.length;
    await ask(page, 'Hur ansöker jag om försörjningsstöd?');
    expect(sockets).toHaveLength(2);
    expect(await threadOf(page)).toEqual(expected);
    await page.context().close();
  });

  it('shows the whole answer after a sleep in mid-reply, in which the connection died', async () => {
    const page = await openChat(browser, service.url);
    const expected = await answered(browser, service.url);
    let sleeping = false;
    const devtools = await page.context().newCDPSession(page);
    await page.routeWebSocket(/\/v3\/directline\//, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((frame) => {
        if (sleeping || !String(frame).includes('"role":"bot"')) return socket.send(frame);
        sleeping = true;
        void devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
        void socket.close();
        void server.close();
      });
    });
    await page.reload();
    await page.locator('.msg.bot').first().waitFor();
    sleeping = false;
    await page.locator('#write').fill('Hur ansöker jag om försörjningsstöd?');
    await page.keyboard.press('Enter');
    await expect.poll(() => sleeping).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await page.locator('.msg.bot').nth(1).waitFor();
    expect(await threadOf(page)).toEqual(expected);
    await page.context().close();
  });

  it('keeps what is written without contact, says so, and sends it once when contact is back', async () => {
    const page = await openChat(browser, service.url);
    await page.context().setOffline(true);
    await page.locator('#write').fill('Hur ansöker jag om försörjningsstöd?');
    await page.keyboard.press('Enter');
    await page.getByText('Ingen kontakt just nu.').waitFor();
    await page.getByText('Väntar på att skickas').waitFor();
    expect(await page.locator('.notice a').getAttribute('href')).toBe('tel:+4640341000');
    await page.context().setOffline(false);
    await page.locator('.card').waitFor();
    await page.getByText('Kontakten är tillbaka.').waitFor();
    expect(await threadOf(page)).toHaveLength(3);
    await page.context().close();
  });

  it('keeps over a reload what is being written, and sends what was not sent, once', async () => {
    const page = await openChat(browser, service.url);
    await page.route('**/activities', (route) => route.abort());
    await page.locator('#write').fill('Hur ansöker jag om försörjningsstöd?');
    await page.keyboard.press('Enter');
    await page.locator('.msg.me').waitFor();
    await page.locator('#write').fill('och sedan');
    await page.unroute('**/activities');
    await page.reload();
    await page.locator('.card').waitFor();
    expect(await page.locator('.msg.me').count()).toBe(1);
    expect(await page.locator('#write').inputValue()).toBe('och sedan');
    await page.reload();
    await page.locator('.card').waitFor();
    expect(await threadOf(page)).toHaveLength(3);
    await page.context().close();
  });

  it('says how to call when the service cannot be reached, and begins when it can', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/v3/directline/**', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.goto(`${service.url}/chat`);
    await page.locator('.thread [role=alert]').waitFor();
    expect(await page.getByRole('link', { name: /040-34 10 00/ }).getAttribute('href')).toBe(
      'tel:+4640341000',
    );
    await page.unroute('**/v3/directline/**');
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page.locator('.msg.bot').waitFor();
    expect(await page.locator('.thread [role=alert]').count()).toBe(0);
    await context.close();
  });

  it('changes language at once, and answers in it', async () => {
    const page = await openChat(browser, service.url);
    await page.getByRole('button', { name: 'Svenska' }).click();
    await page.getByRole('button', { name: 'Suomi' }).click();
    await page.getByRole('button', { name: 'Puhu ihmisen kanssa' }).first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fi');
    await page.locator('.msg.bot').nth(1).waitFor();
    expect(await page.locator('.msg.bot .say').last().getAttribute('lang')).toBe('fi');
    await page.reload();
    expect(await page.getByRole('button', { name: 'Suomi' }).count()).toBe(1);
    await page.context().close();
  });

  it('shows only what a message may be made of', async () => {
    const page = await openChat(browser, service.url);
    const hostile = '<img src=x onerror="document.title=1"> [x](javascript:alert(1)) **fet**';
    await ask(page, hostile);
    expect(await textOf(page.locator('.msg.me .say'))).toBe(hostile);
    expect(await page.locator('.thread img, .thread script, .thread [href^="javascript"]').count()).toBe(0);
    await page.context().close();
  });

  it('is deleted for good when the citizen says so twice', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, 'Hur ansöker jag om försörjningsstöd?');
    await page.getByRole('button', { name: 'Meny' }).click();
    await page.getByRole('button', { name: /Radera min chatt/ }).click();
    await page.getByRole('button', { name: 'Ja, radera' }).click();
    await page.getByRole('heading', { name: 'Samtalet är raderat' }).waitFor();
    expect(await page.locator('.msg').count()).toBe(0);
    await page.getByRole('button', { name: 'Börja ett nytt samtal' }).click();
    await page.locator('.msg.bot').waitFor();
    expect(await threadOf(page)).toHaveLength(1);
    await page.context().close();
  });

  it('tells before a text grows too long, and sends none that is', async () => {
    const page = await openChat(browser, service.url);
    await page.locator('#write').fill('å'.repeat(3600));
    await page.getByText('Du kan skriva 400 tecken till.').waitFor();
    await page.locator('#write').fill('å'.repeat(4001));
    await page.getByText('Texten är 1 tecken för lång.').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('.msg.me').count()).toBe(0);
    expect(await page.locator('#write').inputValue()).toHaveLength(4001);
    await page.context().close();
  });

  it('opens a long answer at its question, and says that there is more', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, 'Hur ansöker jag om försörjningsstöd?');
    const [thread, question] = await Promise.all([
      page.locator('.thread').boundingBox(),
      page.locator('.msg.me').boundingBox(),
    ]);
    expect((question?.y ?? 0) - (thread?.y ?? 0)).toBeGreaterThanOrEqual(0);
    expect((question?.y ?? 0) - (thread?.y ?? 0)).toBeLessThan(60);
    const more = page.getByRole('button', { name: 'Mer nedanför' });
    await more.waitFor();
    for (let i = 0; i < 5 && (await more.isVisible()); i += 1) {
      await more.click();
      await page.waitForTimeout(600);
    }
    expect(await more.count()).toBe(0);
    expect((await page.locator('.msg.bot').last().boundingBox())?.y).toBeLessThan(question?.y ?? 0);
    await page.context().close();
  });

  it('stands on the demo page, which follows its language and can put it away', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(service.url);
    await page.getByText('Det här är en demonstration, inte Malmö stads webbplats.').waitFor();
    const chat = page.frameLocator('iframe');
    await chat.locator('.msg.bot').first().waitFor();
    await chat.getByRole('button', { name: 'Svenska' }).click();
    await chat.getByRole('button', { name: 'English' }).click();
    await page
      .getByText('This is a demonstration, not the City of Malmö’s website.'.replace('’', "'"))
      .waitFor();
    await chat.getByRole('button', { name: 'Close' }).click();
    const launch = page.getByRole('button', { name: /Ask Kommunlots/ });
    await launch.waitFor();
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.className')).toContain(
      'launch',
    );
    await launch.click();
    expect(await chat.locator('.msg').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('asks for nothing that its own origin does not have, and runs nothing inline', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== service.url) faults.push(request.url());
    });
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(service.url);
    await page.frameLocator('iframe').locator('.msg.bot').first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** An article's title, as its file says it. */
function titleOf(topic: string, language: string): string {
  const file = readFileSync(
    new URL(`../../knowledge/topics/${topic}/${language}.md`, import.meta.url),
    'utf8',
  );
  return /^title: (.*)$/m.exec(file)?.[1] ?? '';
}

/** The same question, asked without any trouble. */
async function answered(browser: Browser, url: string): Promise<string[]> {
  const page = await openChat(browser, url);
  await ask(page, 'Hur ansöker jag om försörjningsstöd?');
  const thread = await threadOf(page);
  await page.context().close();
  return thread;
}
