import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/** Looks for what axe-core knows of WCAG 2.2 A and AA, and of good practice, in a page or a frame. */
export async function expectNoViolations(where: Page | Frame): Promise<void> {
  await where.evaluate(axe);
  const results = (await where.evaluate(`axe.run(document, { runOnly: ${rules} })`)) as AxeResults;
  const found = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

/** Pixels that the page, or the thread in it, can be scrolled sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  const each = await page
    .locator('html, .chat-in, .thread')
    .evaluateAll((elements) => elements.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  return Math.max(...each);
}
