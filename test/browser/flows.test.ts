import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { type Service, startService } from '../support/service.ts';
import { expectNoViolations, sidewaysScroll } from './axe.ts';
import { ask, describeInBrowser, openChat, serveToBrowser, textOf } from './chromium.ts';

describeInBrowser('a matter done in the chat', () => {
  let service: Service;
  let browser: Browser;
  serveToBrowser((...running) => {
    [service, browser] = running;
  });

  const bar = (page: Page) => page.locator('.flow');
  const asked = (page: Page) => page.locator('.msg.bot').last();
  /** What is done next is done by the keyboard, from the field, as by somebody who sees no screen. */
  const type = async (page: Page, text: string) => {
    const before = await page.locator('.msg.bot').count();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.locator('.msg.bot').nth(before).waitFor();
  };
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.id || document.activeElement.textContent') as Promise<string>;
  const tabTo = async (page: Page, words: string, key: 'Tab' | 'Shift+Tab') => {
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press(key);
      if ((await focused(page)).trim() === words) return;
    }
    throw new Error(`the keyboard does not come to ${words}`);
  };

  it('reports a fault in Finnish by the keyboard alone, without a fault of accessibility on the way', async () => {
    const page = await openChat(browser, service.url, { language: 'fi' });
    await page.locator('#write').focus();
    await type(page, 'Katulamppu on rikki Nobelvägenillä');
    await bar(page).waitFor();
    expect(await textOf(bar(page))).toContain('Vaihe 4/7');
    await expectNoViolations(page);
    await type(page, 'eilisillasta');
    await expectNoViolations(page);
    // A button of the thread, and the one of the bar: both are reached, and the field is at hand again afterwards.
    await tabTo(page, 'Ohita', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf(asked(page))).toContain('Miten sinuun saa yhteyden');
    await tabTo(page, 'Takaisin', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf(asked(page))).toContain('Onko sinulla kuva?');
    await page.locator('#write').focus();
    await type(page, 'ohita');
    await type(page, 'kim@exempel.se');
    expect(await textOf(asked(page))).toContain('Onko tämä oikein?');
    await expectNoViolations(page);
    await tabTo(page, 'Lähetä', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.receipt').waitFor();
    expect(await textOf(asked(page))).toMatch(/Asia: KL-\w{7}/);
    expect(await bar(page).count()).toBe(0);
    await expectNoViolations(page);
    await page.context().close();
  });

  it('reports one in Arabic with a picture, on a narrow dark screen, from right to left', async () => {
    const page = await openChat(browser, service.url, {
      language: 'ar',
      viewport: { width: 320, height: 700 },
      colorScheme: 'dark',
    });
    await ask(page, 'هناك حفرة كبيرة في شارع Nobelvägen 12');
    await bar(page).waitFor();
    await ask(page, 'منذ يومين');
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'gray' } })
      .jpeg()
      .toBuffer();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.locator('.composer img').waitFor();
    const before = await page.locator('.msg.bot').count();
    await page.locator('#write').press('Enter');
    await page.locator('.msg.bot').nth(before).waitFor();
    expect(await textOf(asked(page))).toContain('كيف يمكنهم الاتصال بك');
    await ask(page, 'تخطي');
    expect(await textOf(asked(page))).toContain('صور');
    expect(await sidewaysScroll(page)).toBe(0);
    await expectNoViolations(page);
    await ask(page, 'أرسل');
    await page.locator('.receipt').waitFor();
    // No font that may be shipped writes Arabic: its own print makes the PDF.
    expect(await page.locator('.receipt button').count()).toBe(3);
    await page.context().close();
  });

  it('goes on on another device by its code', async () => {
    const here = await openChat(browser, service.url);
    await ask(here, 'det är ett stort hål i gatan på Nobelvägen 12');
    await ask(here, 'pausa');
    const [code = ''] = /\w{4}-\w{4}/.exec(await textOf(asked(here))) ?? [];
    await here.context().close();
    const there = await openChat(browser, service.url, { viewport: { width: 1100, height: 800 } });
    await ask(there, code);
    await bar(there).waitFor();
    expect(await textOf(asked(there))).toContain('Hur länge har det varit så?');
    await ask(there, 'igår');
    await there.reload();
    await bar(there).waitFor();
    expect(await textOf(bar(there))).toContain('Steg 5 av 7');
    await there.context().close();
  });

  it('lets a place be chosen from the list, with the keyboard alone', async () => {
    const page = await openChat(browser, service.url);
    await ask(page, 'Anmäl fel här i chatten');
    await ask(page, 'klotter');
    const field = page.getByRole('searchbox');
    await field.focus();
    await page.keyboard.type('mollan');
    await page.getByRole('button', { name: 'Möllevången' }).waitFor();
    await expectNoViolations(page);
    expect(await page.getByRole('button', { name: 'Visa karta' }).count()).toBe(0);
    const before = await page.locator('.msg.bot').count();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.msg.bot').nth(before).waitFor();
    expect(await textOf(page.locator('.msg.me').last())).toContain('Möllevången');
    expect(await textOf(asked(page))).toContain('Hur länge har det varit så?');
    await page.context().close();
  });

  it('takes a point of the map where there are tiles, and where one is', async () => {
    const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: 'green' } })
      .png()
      .toBuffer();
    const tiles = createServer((_, response) => {
      response.writeHead(200, {
        'Content-Type': 'image/png',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
      response.end(tile);
    });
    await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
    const address = tiles.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const own = await startService({ TILES_URL: `http://127.0.0.1:${port}/{z}/{x}/{y}.png` });
    const page = await openChat(browser, own.url, {
      geolocation: { latitude: 55.59, longitude: 13.01 },
      permissions: ['geolocation'],
    });
    try {
      await ask(page, 'Anmäl fel här i chatten');
      await ask(page, 'klotter');
      await page.getByRole('button', { name: 'Visa karta' }).click();
      await page.locator('.leaflet-tile-loaded').first().waitFor();
      await page.locator('.map').click({ position: { x: 120, y: 120 } });
      await page.getByRole('button', { name: 'Välj den här platsen' }).click();
      await expect.poll(() => textOf(asked(page))).toContain('Hur länge');
      expect(await textOf(page.locator('.msg.me').last())).toMatch(/55\.\d{5}, 1[23]\.\d{5}/);
      await page.getByRole('button', { name: 'Tillbaka' }).click();
      await page.getByRole('button', { name: 'Där jag är nu' }).click();
      await expect.poll(() => textOf(page.locator('.msg.me').last())).toContain('55.59000, 13.01000');
      await expectNoViolations(page);
    } finally {
      await page.context().close();
      await own.stop();
      tiles.close();
    }
  });

  it('gives a receipt to copy and to save', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kommunlots-receipt-'));
    const page = await openChat(browser, service.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await ask(page, 'trasig gatlampa på Amiralsgatan 20 sedan igår');
    for (const text of ['hoppa över', 'hoppa över', 'skicka']) await ask(page, text);
    const receipt = page.locator('.receipt');
    await receipt.getByRole('button', { name: 'Kopiera' }).click();
    await expect.poll(() => textOf(receipt)).toContain('Kopierat.');
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/Ärende: KL-\w{7}\n/);
    for (const [button, ending] of [
      ['Spara som text', 'txt'],
      ['Spara som PDF', 'pdf'],
    ] as const) {
      const downloading = page.waitForEvent('download');
      await receipt.getByRole('button', { name: button }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(new RegExp(`^KL-\\w{7}\\.${ending}$`));
      await download.saveAs(join(folder, ending));
    }
    await page.context().close();
    await rm(folder, { recursive: true });
  });
});
