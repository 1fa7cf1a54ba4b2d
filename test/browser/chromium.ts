import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { isRequired } from '../support/require.ts';
import { type Service, startService } from '../support/service.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));
const required = isRequired('browser');

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A suite that needs a browser. Without one it is skipped and says so; REQUIRE=browser makes that a failure. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (executablePath !== undefined || required) describe(name, suite);
  else describe.skip(`${name} (skipped: there is no Chromium in ${places.join(', ')})`, suite);
}

export async function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error(`Install Chromium: REQUIRE asks for it, and none is in ${places.join(', ')}.`);
  return await chromium.launch({ executablePath, args: flags });
}

/** A service and a browser for all tests of a suite; handed over before the first, ended after the last. */
export function serveToBrowser(take: (service: Service, browser: Browser) => void): void {
  let end = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const [service, browser] = await Promise.all([startService(), launchBrowser()]);
    end = async () => {
      await browser.close();
      await service.stop();
    };
    take(service, browser);
  });
  afterAll(() => end());
}

/** Opens the chat of a new visitor in a language, and waits for the greeting. */
export async function openChat(
  browser: Browser,
  url: string,
  { language = 'sv', ...options }: { language?: string } & BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'sv-SE',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(`${url}/chat?lang=${language}`);
  await page.locator('.msg.bot').first().waitFor();
  return page;
}

/** Writes a question and waits for the answer to it. */
export async function ask(page: Page, text: string): Promise<void> {
  const before = await page.locator('.msg.bot').count();
  await page.locator('#write').fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.msg.bot').nth(before).waitFor();
}

/** What an element says, on one line. */
export async function textOf(element: Locator): Promise<string> {
  return ((await element.textContent()) ?? '').replace(/\s+/g, ' ').trim();
}

/** What stands in the thread, one text a message, in order. */
export async function threadOf(page: Page): Promise<string[]> {
  const texts = await page.locator('.msg .say, .msg .card').allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}
