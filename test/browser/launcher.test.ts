import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CityPage, openCityPage } from '../support/cityPage.ts';
import { type Service, startService } from '../support/service.ts';
import { expectNoViolations } from './axe.ts';
import { describeInBrowser, launchBrowser, textOf } from './chromium.ts';

describeInBrowser('the launcher on a city’s page', () => {
  let city: CityPage;
  let service: Service;
  let browser: Browser;
  beforeAll(async () => {
    city = await openCityPage(() => service.url);
    [service, browser] = await Promise.all([startService({ ALLOWED_ORIGINS: city.origin }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
    await city.close();
  });

  /** The city's page with the script on it, and what its console complained of. */
  const visit = async (attributes = '', { width = 390, body = '', language = 'sv' } = {}) => {
    city.show(`${body}<script src="${service.url}/chat.js" ${attributes} async></script>`, language);
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(city.origin);
    return { page, complaints, asked, button: page.locator('button.launch') };
  };

  it('opens the chat under a strict policy, and loads and keeps nothing before', async () => {
    const { page, complaints, asked, button } = await visit();
    await button.waitFor();
    expect(await textOf(button)).toContain('Fråga Kommunlots');
    expect(asked.filter((url) => url.startsWith(service.url))).toEqual([`${service.url}/chat.js`]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const chat = page.frameLocator('iframe');
    await chat.locator('.msg.bot').first().waitFor();
    await chat.locator('#write').fill('Hur ansöker jag om försörjningsstöd?');
    await chat.locator('#write').press('Enter');
    await chat.locator('.card').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('gives the focus back when the chat is closed, and is open again on the next page', async () => {
    const { page, button } = await visit();
    await button.click();
    await page.frameLocator('iframe').locator('.msg.bot').first().waitFor();
    await page.reload();
    await page.frameLocator('iframe').getByRole('button', { name: 'Stäng' }).click();
    await button.waitFor();
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.className')).toContain(
      'launch',
    );
    await page.reload();
    await button.waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
    await page.context().close();
  });

  it('speaks the page’s language or the one that is asked for, and the chat begins in it', async () => {
    const finnish = await visit('', { language: 'fi-FI' });
    expect(await textOf(finnish.button)).toContain('Kysy Kommunlotsilta');
    await finnish.button.click();
    await finnish.page.frameLocator('iframe').getByText('Olen Kommunlots').waitFor();
    await finnish.page.context().close();
    const arabic = await visit('data-language="ar" data-position="start"');
    await arabic.button.waitFor();
    // Lines start on the right in Arabic.
    const box = await arabic.button.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBe(390 - 16);
    await arabic.page.context().close();
  });

  it('wears the city’s colour with words that can be read on it', async () => {
    const { page, button } = await visit('data-colour="#ffd200"');
    await button.waitFor();
    const colours = await page.evaluate(
      "(({ backgroundColor, color }) => [backgroundColor, color])(getComputedStyle(document.querySelector('div').shadowRoot.querySelector('button')))",
    );
    expect(colours).toEqual(['rgb(255, 210, 0)', 'rgb(22, 38, 43)']);
    await page.context().close();
  });

  it('stands open at once where there is room, and not where it would cover the page', async () => {
    const wide = await visit('data-open', { width: 1280 });
    await wide.page.frameLocator('iframe').locator('.msg.bot').first().waitFor();
    await wide.page.context().close();
    const narrow = await visit('data-open');
    await narrow.button.waitFor();
    expect(await narrow.page.locator('iframe').count()).toBe(0);
    await narrow.page.context().close();
  });

  it('turns a link that works without script into one that opens the chat', async () => {
    const body = `<a href="${service.url}/chat" data-kommunlots>Fråga oss</a>`;
    const { page, button } = await visit('', { body });
    await button.waitFor();
    await page.getByRole('link', { name: 'Fråga oss' }).click();
    await page.frameLocator('iframe').locator('.msg.bot').first().waitFor();
    expect(page.url()).toBe(`${city.origin}/`);
    await page.context().close();
  });

  it('obeys no message but its own frame’s, and the chat obeys none', async () => {
    const { page, button } = await visit();
    await button.click();
    const chat = page.frameLocator('iframe');
    await chat.locator('.msg.bot').first().waitFor();
    await page.evaluate(`for (const data of ['kommunlots/close', { type: 'kommunlots/close' }, null, 'x'.repeat(1e6)]) {
      window.postMessage(data, '*');
      document.querySelector('div').shadowRoot.querySelector('iframe').contentWindow.postMessage(data, '*');
    }`);
    await page.waitForTimeout(200);
    expect(await button.isVisible()).toBe(false);
    expect(await chat.locator('.msg').count()).toBe(1);
    await page.context().close();
  });

  it('says calmly whom to call when the chat cannot be reached, and tries again', async () => {
    const { page, button } = await visit();
    await page.route('**/chat?*', (route) => route.abort());
    await page.clock.install();
    await button.click();
    await page.clock.fastForward(9000);
    const note = page.getByRole('alert');
    await note.waitFor();
    expect(await page.getByRole('link', { name: /040-34 10 00/ }).getAttribute('href')).toBe(
      'tel:+4640341000',
    );
    await expectNoViolations(page);
    await page.unroute('**/chat?*');
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page.frameLocator('iframe').locator('.msg.bot').first().waitFor();
    expect(await note.count()).toBe(0);
    await page.context().close();
  });

  it('shows the number, not an empty frame, on a page that may not frame the chat', async () => {
    const other = await openCityPage(() => service.url);
    other.show(`<script src="${service.url}/chat.js"></script>`);
    const page = await (await browser.newContext()).newPage();
    await page.goto(other.origin);
    await page.clock.install();
    await page.locator('button.launch').click();
    await page.clock.fastForward(9000);
    await page.getByRole('alert').waitFor();
    await page.context().close();
    await other.close();
  });
});
