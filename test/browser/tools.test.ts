import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Service } from '../support/service.ts';
import { expectNoViolations } from './axe.ts';
import { ask, describeInBrowser, openChat, serveToBrowser, textOf } from './chromium.ts';

const question = 'Hur ansöker jag om försörjningsstöd?';

/** A voice for Swedish, which notes what it is told to say; headless browsers have none. */
const swedishVoice = `
  window.spoken = [];
  const voice = { lang: 'sv-SE', name: 'Test', localService: true };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [voice],
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    cancel: () => undefined,
    speak: (utterance) => { window.spoken.push(utterance.text); window.lastUtterance = utterance; },
  } });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
`;
/** A recogniser of speech that listens until the test lets it hear one sentence. */
const hearing = `
  window.SpeechRecognition = class {
    start() {
      window.hear = () => {
        this.onresult({ results: [[{ transcript: 'när öppnar biblioteket' }]] });
        this.onend();
      };
    }
    abort() { this.onend(); }
  };
`;

describeInBrowser('the tools of the chat', () => {
  let service: Service;
  let browser: Browser;
  serveToBrowser((...running) => {
    [service, browser] = running;
  });

  const openMenu = (page: Page) => page.getByRole('button', { name: 'Meny' }).click();
  const openWith = async (script: string) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.addInitScript(script);
    await page.goto(`${service.url}/chat`);
    await page.locator('.msg.bot').first().waitFor();
    return page;
  };

  it('make the text larger and the contrast stronger, also after a reload', async () => {
    const page = await openChat(browser, service.url, { viewport: { width: 320, height: 640 } });
    await ask(page, question);
    const size = () => page.evaluate("parseFloat(getComputedStyle(document.querySelector('.say')).fontSize)");
    const before = Number(await size());
    await openMenu(page);
    await page.getByRole('button', { name: 'Störst text' }).click();
    await page.getByRole('switch', { name: 'Starkare kontrast' }).click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    expect(Number(await size())).toBeGreaterThan(before * 1.4);
    await page.reload();
    await page.locator('.card').waitFor();
    expect(Number(await size())).toBeGreaterThan(before * 1.4);
    expect(await page.locator('html').getAttribute('data-contrast')).toBe('more');
    expect(await page.evaluate("document.querySelector('.chat-in').scrollWidth - innerWidth")).toBe(0);
    await expectNoViolations(page);
    await page.context().close();
  });

  it('read one message aloud, sentence by sentence, and stop', async () => {
    const page = await openWith(swedishVoice);
    await ask(page, question);
    await page.getByRole('button', { name: 'Läs upp' }).last().click();
    const spoken = (await page.evaluate('window.spoken')) as string[];
    expect(spoken[0]).toBe(await textOf(page.locator('.card h3').first()));
    expect(spoken.length).toBeGreaterThan(4);
    expect(spoken.join(' ')).toContain('040-34 10 00');
    await page.getByRole('button', { name: 'Sluta läsa' }).click();
    expect(await page.getByRole('button', { name: 'Sluta läsa' }).count()).toBe(0);
    await expectNoViolations(page);
    await page.context().close();
  });

  it('read each new answer aloud for who asked for that, and nothing old', async () => {
    const page = await openWith(swedishVoice);
    await openMenu(page);
    await page.getByRole('switch', { name: 'Läs upp alla svar' }).click();
    await page.keyboard.press('Escape');
    await ask(page, question);
    await expect.poll(() => page.evaluate('window.spoken.length')).toBeGreaterThan(4);
    await page.context().close();
  });

  it('show nothing of reading where the browser has no voice for the language', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, question);
    expect(await page.getByRole('button', { name: 'Läs upp' }).count()).toBe(0);
    await openMenu(page);
    expect(await page.getByRole('switch', { name: 'Läs upp alla svar' }).count()).toBe(0);
    await page.context().close();
  });

  it('put what was spoken into the field, and send nothing of themselves', async () => {
    const page = await openWith(hearing);
    await page.locator('#write').fill('Hej,');
    await page.getByRole('button', { name: 'Tala' }).click();
    await page.getByText('Lyssnar. Säg din fråga.').waitFor();
    await page.evaluate('window.hear()');
    await expect.poll(() => page.locator('#write').inputValue()).toBe('Hej, när öppnar biblioteket');
    expect(await page.locator('.msg.me').count()).toBe(0);
    await page.context().close();
  });

  it('send a picture with words, show it, and show it again after a reload', async () => {
    const page = await openChat(browser, service.url);
    const picture = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#884400' } })
      .png()
      .toBuffer();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'hål i gatan.png', mimeType: 'image/png', buffer: picture });
    await page.getByText('En bild skickas med.').waitFor();
    await expectNoViolations(page);
    await page.locator('#write').fill('hål i vägen på Amiralsgatan');
    await page.keyboard.press('Enter');
    await page.locator('.msg.bot').nth(1).waitFor();
    expect(await page.getByText('En bild skickas med.').count()).toBe(0);
    const shown = () => page.getByRole('img', { name: 'Bild som du skickade' });
    await shown().waitFor();
    await page.reload();
    await shown().waitFor();
    expect(
      await shown().evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).toBe(80);
    expect(await page.locator('.msg.me').count()).toBe(1);
    await page.context().close();
  });

  it('refuse a picture of 30 MB and what is no picture, before anything is sent', async () => {
    const page = await openChat(browser, service.url);
    const input = page.locator('input[type=file]');
    const uploads: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/upload')) uploads.push(request.url());
    });
    await input.setInputFiles({
      name: 'stor.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.alloc(30 * 1024 * 1024),
    });
    await page.getByText('Bilden är för stor. Den får vara högst 10 MB.').waitFor();
    await input.setInputFiles({ name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
    await page.getByText('Det går bara att skicka bilder här, inte andra filer.').waitFor();
    await page.locator('#write').press('Enter');
    expect(uploads).toEqual([]);
    expect(await page.locator('.msg.me').count()).toBe(0);
    await page.context().close();
  });

  it('give the conversation as a text file', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, question);
    await openMenu(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Spara samtalet/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^kommunlots-\d{4}-\d\d-\d\d\.txt$/);
    expect(await readFile(await download.path(), 'utf8')).toContain(question);
    await page.context().close();
  });

  it('say so when the conversation cannot be saved', async () => {
    const page = await openChat(browser, service.url);
    await page.route('**/export?*', (route) => route.abort());
    await openMenu(page);
    await page.getByRole('button', { name: /Spara samtalet/ }).click();
    await page.getByText('Samtalet kunde inte sparas nu.').waitFor();
    await page.context().close();
  });

  it('leave the conversation alone on paper', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, question);
    await page.emulateMedia({ media: 'print' });
    for (const tool of ['.composer', '.tools', '.help', '.sugs'])
      expect(await page.locator(tool).first().isVisible(), tool).toBe(false);
    expect(await page.locator('.msg.bot').last().isVisible()).toBe(true);
    // Nothing of a long conversation is cut off at the end of the first page.
    expect(
      await page.evaluate(
        "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('.thread'))",
      ),
    ).toBe(0);
    await page.context().close();
  });

  it('ask whether an answer was one, and meet a no with a person', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, question);
    await page.getByRole('group', { name: 'Fick du svar?' }).getByRole('button', { name: 'Nej' }).click();
    await page.getByText('Tråkigt att det inte hjälpte.').waitFor();
    expect(await page.getByRole('group', { name: 'Fick du svar?' }).count()).toBe(0);
    expect(await page.locator('.msg.bot').last().locator('a[href^="tel:"]').count()).toBe(1);
    expect(await page.locator('.msg.me').count()).toBe(1);
    await ask(page, 'När öppnar biblioteket?');
    await page.getByRole('group', { name: 'Fick du svar?' }).getByRole('button', { name: 'Ja' }).click();
    await page.getByText('Vad bra!').waitFor();
    await page.context().close();
  });
});
