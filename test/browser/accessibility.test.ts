import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Service, startService } from '../support/service.ts';
import { ask, describeInBrowser, launchBrowser, openChat, textOf } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
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
      await expectNoViolations(page.mainFrame());
      await page.locator('.tool').first().click();
      await expectNoViolations(page.mainFrame());
      await page.keyboard.press('Escape');
      expect(await sidewaysScroll(page)).toBe(0);
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
    await expectNoViolations(page.mainFrame());
    expect(await sidewaysScroll(page)).toBe(0);
    await context.close();
  });

  it('has none without contact and in forced colours', async () => {
    const page = await openChat(browser, service.url, { forcedColors: 'active' });
    await page.context().setOffline(true);
    await page.getByText('Ingen kontakt just nu.').waitFor();
    await expectNoViolations(page.mainFrame());
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

async function expectNoViolations(frame: Frame): Promise<void> {
  await frame.evaluate(axe);
  const results = (await frame.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )) as AxeResults;
  const found = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

/** Pixels that the page, or the thread in it, can be scrolled sideways. */
async function sidewaysScroll(page: Page): Promise<number> {
  const each = await page
    .locator('html, .chat-in, .thread')
    .evaluateAll((elements) => elements.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  return Math.max(...each);
}
