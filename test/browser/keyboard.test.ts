import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Service } from '../support/service.ts';
import { describeInBrowser, openChat, serveToBrowser, textOf } from './chromium.ts';

describeInBrowser('the chat by keyboard alone', () => {
  let service: Service;
  let browser: Browser;
  serveToBrowser((...running) => {
    [service, browser] = running;
  });

  it('holds a whole conversation, from the language menu to a suggestion', async () => {
    const page = await openChat(browser, service.url);
    await tabTo(page, 'Svenska');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Svenska');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toContain('Svenska');
    expect(await page.locator('.popup-list').count()).toBe(0);

    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('English');
    await page.keyboard.press('Enter');
    await page.locator('.msg.bot').nth(1).waitFor();

    await tabTo(page, 'write');
    await page.keyboard.type('How do I apply for');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('income support?');
    await page.keyboard.press('Enter');
    await page.locator('.card').waitFor();
    expect(await page.locator('.msg.me .say').textContent()).toBe('How do I apply for\nincome support?');
    expect(await focused(page)).toBe('write');

    const suggestion = await textOf(page.locator('.sug').first());
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, suggestion, 'Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('write');
    await page.locator('.msg.bot').nth(3).waitFor();
    expect(await textOf(page.locator('.msg.me .say').last())).toBe(suggestion);
    await page.context().close();
  });

  it('shows where focus is, at each stop', async () => {
    const page = await openChat(browser, service.url);
    const stops: string[] = [];
    for (let i = 0; i < 16; i += 1) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      const outline = await page
        .locator(':focus')
        .evaluate((element) => {
          const view = element.ownerDocument.defaultView;
          return view === null ? '' : view.getComputedStyle(element).outlineStyle;
        })
        .catch(() => 'none');
      if (name !== '') expect(outline, name).toBe('solid');
      stops.push(name);
      if (name === 'Skicka') break;
    }
    expect(stops.slice(0, 4)).toEqual(['Språk: Svenska', 'Meny', 'Lätt svenska', 'Prata med en person']);
    expect(stops.at(-1)).toBe('Skicka');
    await page.context().close();
  });
});

/** The focused element's id, or what stands in it. */
async function focused(page: Page): Promise<string> {
  const focus = page.locator(':focus');
  if ((await focus.count()) === 0) return '';
  const id = await focus.getAttribute('id');
  return id ?? (await textOf(focus));
}

async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const stops: string[] = [];
  for (let i = 0; i < 30; i += 1) {
    const stop = await focused(page);
    if (stop.includes(name)) return;
    stops.push(stop);
    await page.keyboard.press(key);
  }
  throw new Error(`Thirty presses of ${key} did not reach "${name}", but: ${stops.join(' / ')}`);
}
