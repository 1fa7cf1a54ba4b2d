import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Service } from '../support/service.ts';
import { expectNoViolations, sidewaysScroll } from './axe.ts';
import { ask, describeInBrowser, openChat, serveToBrowser, textOf } from './chromium.ts';

const questions = {
  sv: 'Hur ansöker jag om försörjningsstöd?',
  'sv-simple': 'Hur söker jag försörjningsstöd?',
  fi: 'Miten haen toimeentulotukea?',
  ar: 'كيف أطلب مساعدة مالية؟',
} as const;
const languages = ['sv', 'sv-simple', 'fi', 'ar'] as const;
const cases = languages.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    [320, 1280].map((width) => ({ language, colorScheme, width })),
  ),
);

describeInBrowser('the chat for everyone', () => {
  let service: Service;
  let browser: Browser;
  serveToBrowser((...running) => {
    [service, browser] = running;
  });

  it.each(cases)(
    'has no axe violation in $language, $colorScheme, $width px',
    async ({ language, colorScheme, width }) => {
      const page = await openChat(browser, service.url, {
        language,
        colorScheme,
        viewport: { width, height: 800 },
      });
      await ask(page, questions[language]);
      await expectNoViolations(page);
      for (const menu of [0, 1]) {
        await page.locator('.tool').nth(menu).click();
        await expectNoViolations(page);
        await page.keyboard.press('Escape');
      }
      expect(await sidewaysScroll(page)).toBe(0);

      await page.locator('#write').fill('å'.repeat(4001));
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
      await page.locator('.chosen .over').waitFor();
      await page.context().setOffline(true);
      await page.locator('.notice').waitFor();
      await expectNoViolations(page);
      expect(await sidewaysScroll(page)).toBe(0);

      await page.context().setOffline(false);
      await page.locator('.notice.ok').waitFor();
      await page.locator('.tool').nth(1).click();
      await page.locator('.popup-list li').last().getByRole('button').click();
      await expectNoViolations(page);
      await page.locator('.notice.alert .danger').click();
      await page.locator('.composer').waitFor({ state: 'detached' });
      await expectNoViolations(page);

      // It takes its time to say so; the narrow half has all languages and both schemes.
      if (width === 320) {
        await page.route('**/v3/directline/**', (route) => route.abort());
        await page.locator('.thread .card .btn').click();
        await page.locator('a[href^="tel:"]').first().waitFor();
        await expectNoViolations(page);
      }
      await page.context().close();
    },
  );

  it.each([
    [1280, 'light'],
    [320, 'dark'],
  ] as const)('the demo page has none at %i px, %s', async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    await page.goto(service.url);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await expectNoViolations(page);
    expect(await sidewaysScroll(page)).toBe(0);
    await context.close();
  });

  it('has none without contact and in forced colours', async () => {
    const page = await openChat(browser, service.url, { forcedColors: 'active' });
    await page.context().setOffline(true);
    await page.getByText('Ingen kontakt just nu.').waitFor();
    await expectNoViolations(page);
    await page.context().close();
  });

  it('is a log that is read politely, each message in its language, and takes no focus', async () => {
    const page = await openChat(browser, service.url);
    await page.getByRole('button', { name: 'Svenska' }).click();
    await page.getByRole('button', { name: 'Suomi' }).click();
    await page.locator('.msg.bot').nth(1).waitFor();
    await ask(page, questions.fi);
    const log = page.getByRole('log');
    expect(await log.getAttribute('aria-live')).toBe('polite');
    const languages = await log.locator('.msg.bot [lang]').evaluateAll((all) => all.map(({ lang }) => lang));
    expect([languages[0], languages.at(-1)]).toEqual(['sv', 'fi']);
    expect(await page.evaluate('document.activeElement.id')).toBe('write');
    // Added as wholes: nothing inside a message that was shown changes afterwards.
    await page.evaluate(`
      window.changes = [];
      new MutationObserver((all) => { window.changes.push(...all.map(({ target }) => target.outerHTML ?? target.parentElement.outerHTML)); })
        .observe(document.querySelector('.msg.bot'), { subtree: true, childList: true, characterData: true });`);
    await ask(page, 'kirjasto');
    expect(await page.evaluate('window.changes')).toEqual([]);
    await page.context().close();
  });

  it('keeps all its text with the spacing that WCAG 1.4.12 asks for', async () => {
    const page = await openChat(browser, service.url, {
      viewport: { width: 320, height: 640 },
      bypassCSP: true,
    });
    await ask(page, questions.sv);
    await page.addStyleTag({
      content:
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }',
    });
    expect(await sidewaysScroll(page)).toBe(0);
    const cut = await page
      .locator('button, a, p, h1, h3')
      .evaluateAll((all) =>
        all
          .filter(({ clientWidth, scrollWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
          .map(({ textContent }) => textContent),
      );
    expect(cut).toEqual([]);
    await page.context().close();
  });

  it('moves nothing for who wants no motion', async () => {
    const page = await openChat(browser, service.url, { reducedMotion: 'reduce' });
    await page.locator('#write').fill(questions.sv);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await page.context().close();
  });

  it('has targets of at least 44 pixels', async () => {
    const page = await openChat(browser, service.url, { viewport: { width: 320, height: 640 } });
    await ask(page, questions.sv);
    const targets = page.locator('button, a.btn, textarea');
    for (const target of await targets.all()) {
      const box = await target.boundingBox();
      if (box === null) continue;
      expect(Math.min(box.width, box.height), await textOf(target)).toBeGreaterThanOrEqual(44);
    }
    await page.context().close();
  });

  it.each([
    [320, 640, '200%'],
    [640, 360, '100%'],
    [256, 500, '100%'],
  ])('can be read and written in at %i × %i with text at %s', async (width, height, fontSize) => {
    const page = await openChat(browser, service.url, { viewport: { width, height } });
    await page
      .locator('html')
      .evaluate((element, size) => element.setAttribute('style', `font-size:${size}`), fontSize);
    await ask(page, questions.sv);
    expect(await sidewaysScroll(page)).toBe(0);
    const field = await page.locator('#write').boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(height);
    expect(await page.getByRole('button', { name: 'Skicka' }).isVisible()).toBe(true);
    await page.context().close();
  });
});
