import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Service, startService } from '../support/service.ts';
import { expectNoViolations, sidewaysScroll } from './axe.ts';
import { ask, describeInBrowser, openChat, serveToBrowser, textOf } from './chromium.ts';
import { joinStream, type Sent } from './stream.ts';

const status = (value: Sent): Sent => ({ type: 'event', name: 'handoff.status', value });
const fromGuide = (text: string, more: Sent = {}): Sent => ({
  type: 'message',
  text,
  locale: 'sv',
  from: { id: 'guide', name: 'Sara', role: 'bot' },
  channelData: { author: 'guide' },
  ...more,
});
const attached = (contentType: string, content: unknown): Sent => ({
  type: 'message',
  locale: 'sv',
  attachments: [{ contentType, content }],
});

const cases = (['sv', 'sv-simple', 'fi', 'ar'] as const).flatMap((language) => [
  { language, colorScheme: 'dark', width: 320 } as const,
  { language, colorScheme: 'light', width: 1280 } as const,
]);
const inEachLanguage = (words: Sent) =>
  Object.fromEntries(['sv', 'sv-simple', 'fi', 'en', 'ar'].map((language) => [language, words]));

describeInBrowser('the chat when more than a robot takes part', () => {
  let service: Service;
  let browser: Browser;
  serveToBrowser((...running) => {
    [service, browser] = running;
  });

  const open = async (options: Parameters<typeof openChat>[2] = {}) => {
    const { language = 'sv', ...rest } = options;
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...rest });
    const page = await context.newPage();
    const send = await joinStream(page);
    const streams = page.waitForEvent('websocket');
    await page.goto(`${service.url}/chat?lang=${language}`);
    await page.locator('.msg.bot').first().waitFor();
    await streams;
    // What is asked comes over the stream, so that it is known to be open.
    await ask(page, '?');
    return { page, send };
  };
  const helpRow = (page: Page) => textOf(page.locator('.help'));

  it('tells the place in the queue and who came, keeps the robot apart from the person, and says when they left', async () => {
    const { page, send } = await open();
    send(status({ state: 'waiting', position: 3, waitMinutes: 6 }));
    await page.getByText('Du är nummer 3 i kön. Det tar ungefär 6 minuter.').waitFor();
    expect(await helpRow(page)).toContain('Plats 3 i kön');
    expect(await page.getByLabel('Fråga roboten medan du väntar').count()).toBe(1);

    send(status({ state: 'accepted', guide: 'Sara' }));
    await page.getByText('Sara, kommunvägledare, är här nu. Roboten är tyst så länge.').waitFor();
    expect(await page.getByText('nummer 3').count()).toBe(0);
    expect(await helpRow(page)).toContain('Du pratar med Sara');
    send({ type: 'typing', from: { id: 'guide', name: 'Sara', role: 'bot' } });
    await page.getByText('Sara skriver').waitFor();
    send(fromGuide('Hej! Vad kan jag hjälpa dig med?'));
    const said = page.locator('.msg.guide');
    expect(await textOf(said.locator('.by'))).toMatch(/^Sara, kommunvägledare · \d\d:\d\d$/);
    expect(await page.getByLabel('Skriv till Sara').count()).toBe(1);

    send(status({ state: 'completed' }));
    await page.getByText('Samtalet med Sara är slut. Nu svarar roboten igen.').waitFor();
    expect(await page.getByRole('button', { name: 'Prata med en person' }).isVisible()).toBe(true);
    await page.context().close();
  });

  it('shows a correction where the words stood, and says that it is one', async () => {
    const { page, send } = await open();
    send(fromGuide('Vi öppnar klockan tio.', { id: 'wrong' }));
    await page.getByText('Vi öppnar klockan tio.').waitFor();
    send({ ...fromGuide('Vi öppnar klockan nio.', { replyToId: 'wrong' }), type: 'messageUpdate' });
    await page.getByText('Vi öppnar klockan nio.').waitFor();
    expect(await page.locator('.msg.guide').count()).toBe(1);
    expect(await textOf(page.locator('.msg.guide .by'))).toMatch(/ · Rättat \d\d:\d\d$/);
    await page.context().close();
  });

  it('keeps in view what a person says last', async () => {
    const { page, send } = await open({ viewport: { width: 390, height: 700 } });
    send(status({ state: 'accepted', guide: 'Sara' }));
    for (const count of [1, 2, 3, 4, 5, 6]) {
      send(fromGuide(`Det här är det ${count}:e som jag skriver till dig.`));
      await page
        .locator('.msg.guide')
        .nth(count - 1)
        .waitFor();
    }
    const [last, field] = await Promise.all([
      page.locator('.msg.guide').last().boundingBox(),
      page.locator('.composer').boundingBox(),
    ]);
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(field?.y ?? 0);
    await page.context().close();
  });

  it('says when a person can come again, and the phone, when nobody is there', async () => {
    const { page, send } = await open();
    send(status({ state: 'failed', opensAt: '2026-12-02T07:00:00Z' }));
    await page
      .getByText('Ingen person kan svara i chatten just nu. Chatten med en person öppnar onsdag 08:00.')
      .waitFor();
    expect(await page.locator('.notice a').getAttribute('href')).toBe('tel:+4640341000');
    await page.context().close();
  });

  it('draws a hero card, whose buttons say something or lead somewhere safe', async () => {
    const { page, send } = await open();
    send(
      attached('application/vnd.microsoft.card.hero', {
        title: 'Rosengårds bibliotek',
        subtitle: 'Närmast dig',
        text: 'Öppet i dag. **Hiss** finns.',
        images: [{ url: '/pictures/book.svg', alt: 'En bok' }, { url: 'https://elsewhere.example/x.png' }],
        buttons: [
          { type: 'imBack', title: 'Boka här', value: 'Boka Rosengård' },
          { type: 'openUrl', title: 'Läs mer', value: 'https://malmo.se/' },
          { type: 'openUrl', title: 'Farligt', value: 'javascript:alert(1)' },
        ],
      }),
    );
    const card = page.locator('.card').last();
    await card.getByRole('heading', { name: 'Rosengårds bibliotek' }).waitFor();
    expect(await card.locator('img').count()).toBe(1);
    expect(await card.locator('strong').textContent()).toBe('Hiss');
    expect(await card.getByText('Farligt').count()).toBe(0);
    expect(await card.getByRole('link').getAttribute('href')).toBe('https://malmo.se/');
    await expectNoViolations(page);
    await card.getByRole('button', { name: 'Boka här' }).click();
    await page.locator('.msg.me').getByText('Boka Rosengård').waitFor();
    await page.context().close();
  });

  it('draws an adaptive card with a library that comes only then, and says what was filled in', async () => {
    const { page, send } = await open({ colorScheme: 'dark' });
    const fetched = page.waitForRequest(/adaptiveCard/);
    send(
      attached('application/vnd.microsoft.card.adaptive', {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [
          { type: 'TextBlock', text: 'Hur många är ni? <img src=x onerror=alert(1)>', wrap: true },
          { type: 'Input.Number', id: 'people', label: 'Antal personer', value: 2 },
        ],
        actions: [{ type: 'Action.Submit', title: 'Svara' }],
      }),
    );
    await fetched;
    const card = page.locator('.adaptive');
    await card.getByText('Hur många är ni?').waitFor();
    expect(await card.locator('img').count()).toBe(0);
    await expectNoViolations(page);
    await card.getByLabel('Antal personer').fill('4');
    await card.getByRole('button', { name: 'Svara' }).click();
    await page.locator('.msg.me').getByText('4', { exact: true }).waitFor();
    await page.context().close();
  });

  it('lets who may be watched leave at once: nothing of the chat stays in the browser or on the way back', async () => {
    const { page } = await open({ language: 'fi' });
    await page.route('https://www.smhi.se/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }),
    );
    expect(await page.getByRole('button', { name: 'Poistu sivulta' }).count()).toBe(0);
    await ask(page, 'Mieheni lyö minua');
    await expectNoViolations(page);
    await page.locator('#write').fill('jotakin');
    await page.getByRole('button', { name: 'Poistu sivulta' }).click();
    await page.waitForURL('https://www.smhi.se/');
    await page.goBack();
    expect(page.url()).not.toContain('/chat');
    await page.goto(`${service.url}/chat?lang=fi`);
    await page.locator('.msg.bot').first().waitFor();
    expect(await page.locator('.msg').count()).toBe(1);
    expect(await page.locator('#write').inputValue()).toBe('');
    await page.context().close();
  });

  it('offers to try again when what draws an adaptive card cannot be fetched', async () => {
    const { page, send } = await open();
    let away = true;
    await page.route('**/adaptiveCard*.js', (route) => (away ? route.abort() : route.continue()));
    send(
      attached('application/vnd.microsoft.card.adaptive', {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'TextBlock', text: 'Hej från kortet' }],
      }),
    );
    const again = page.locator('.adaptive').getByRole('button', { name: 'Försök igen' });
    await again.waitFor();
    away = false;
    await again.click();
    await page.locator('.adaptive').getByText('Hej från kortet').waitFor();
    expect(await again.count()).toBe(0);
    await page.context().close();
  });

  it('shows small drawings beside topics, which the menu hides, also after a reload', async () => {
    const { page } = await open();
    await ask(page, 'Hur ansöker jag om försörjningsstöd?');
    const drawing = page.locator('.card h3 .drawing').last();
    expect(await drawing.isVisible()).toBe(true);
    const response = await page.request.get(`${service.url}/pictures/money.svg`);
    expect(response.headers()['content-type']).toBe('image/svg+xml');
    await page.getByRole('button', { name: 'Meny' }).click();
    await page.getByRole('switch', { name: 'Små bilder' }).click();
    expect(await drawing.isVisible()).toBe(false);
    await page.reload();
    await page.locator('.card').last().waitFor();
    expect(await page.locator('.drawing').first().isVisible()).toBe(false);
    await page.context().close();
  });

  it('shows every open chat what the city must tell everybody, as long as it holds', async () => {
    const root = await mkdtemp(join(tmpdir(), 'kommunlots-alerts-'));
    for (const folder of ['dialogs', 'knowledge', 'locales'])
      await cp(folder, join(root, folder), { recursive: true });
    const alert = (id: string, until: string) => ({
      id,
      from: '2026-01-01T00:00:00+01:00',
      until,
      updated: '2026-01-01T10:38:00+01:00',
      link: 'https://www.krisinformation.se/',
      texts: inEachLanguage({ title: `Rök i hamnen (${id}).`, text: 'Gå in och stäng fönstren.' }),
    });
    await writeFile(
      join(root, 'knowledge/alerts.yaml'),
      JSON.stringify([alert('now', '2099-01-01T00:00:00+01:00'), alert('over', '2026-01-02T00:00:00+01:00')]),
    );
    const warning = await startService({}, { contentRoot: root });
    try {
      const page = await openChat(browser, warning.url, {
        language: 'sv-simple',
        viewport: { width: 320, height: 800 },
      });
      const shown = page.getByRole('alert').locator('.notice');
      await shown.getByText('Rök i hamnen (now). Gå in och stäng fönstren.').waitFor();
      expect(await shown.count()).toBe(1);
      expect(await shown.getByRole('link').getAttribute('href')).toBe('https://www.krisinformation.se/');
      await expectNoViolations(page);
      expect(await sidewaysScroll(page)).toBe(0);
      await ask(page, 'Min man slår mig');
      await page.getByRole('button', { name: 'Lämna sidan' }).waitFor();
      const [call, thread] = await Promise.all([
        page.locator('.thread .call').boundingBox(),
        page.locator('.thread').boundingBox(),
      ]);
      expect(call?.y).toBeGreaterThanOrEqual(thread?.y ?? Number.POSITIVE_INFINITY);
      expect((call?.y ?? 0) + 40).toBeLessThan((thread?.y ?? 0) + (thread?.height ?? 0));
      await page.context().close();
    } finally {
      await warning.stop();
      await rm(root, { recursive: true });
    }
  });

  it.each(cases)(
    'has no axe violation in $language, $colorScheme, $width px',
    async ({ language, colorScheme, width }) => {
      const { page, send } = await open({ language, colorScheme, viewport: { width, height: 800 } });
      const steps: [Sent, string][] = [
        [status({ state: 'waiting', position: 7, waitMinutes: 1 }), '.notice.person'],
        [status({ state: 'accepted', guide: 'Sara' }), '.event'],
        [fromGuide('Hej! [malmo.se](https://malmo.se/)'), '.msg.guide'],
        [status({ state: 'failed', opensAt: '2026-12-02T07:00:00Z' }), '.notice.wait'],
      ];
      for (const [activity, shown] of steps) {
        send(activity);
        await page.locator(shown).first().waitFor();
        await expectNoViolations(page);
        expect(await sidewaysScroll(page)).toBe(0);
      }
      await page.context().close();
    },
  );
});
