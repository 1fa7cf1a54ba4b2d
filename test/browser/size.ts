import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { noLimits } from '../../src/http/limits.ts';
import { buildPages } from '../../src/web/buildPages.ts';
import { createStore } from '../support/store.ts';
import { launchBrowser } from './chromium.ts';

/**
 * `npm run -s size`: what a citizen's browser loads, in bytes as gzip packs it, and how long a slow phone takes to show
 * the first message. Prints one line of JSON; times are the median of five.
 */
const rounds = 5;
/** Lighthouse's "slow 4G": bits a second and milliseconds there and back, as its own throttling has them; CPU four times slower. */
const slowPhone = { bitsPerSecond: 1_638_400, latency: 150, cpu: 4 };

/** Runs in the page: notes when the first message has been painted, in milliseconds since the address was asked for. */
const noteFirstMessage = `
  new MutationObserver((_, observer) => {
    if (document.querySelector('.msg.bot') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.firstMessageAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });`;

const config = readConfig({ ...process.env, MONGODB_URL: '', REDIS_URL: '', PORT: '0', LOG_LEVEL: 'error' });
const store = await createStore(undefined);
const app = await createApp(
  { ...config, dataDir: store.environment['DATA_DIR'] ?? config.dataDir },
  { limits: noLimits },
);
const url = `http://127.0.0.1:${await app.listen()}`;
const browser = await launchBrowser();
try {
  const folder = await buildPages(config.cacheDir, () => undefined);
  const loaded = await loadedByChat(browser, url);
  const sizes = await Promise.all(loaded.map((path) => packedSize(folder, path)));
  const chat = sizes.reduce((sum, size) => sum + size, 0);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await firstMessage(browser, url));
  times.sort((a, b) => a - b);
  const all = await readdir(join(folder, 'assets'));
  process.stdout.write(
    `${JSON.stringify({
      launcherBytes: await packedSize(folder, '/chat.js'),
      chatBytes: chat,
      chatFiles: loaded.length,
      filesInAll: all.filter((name) => name.endsWith('.gz')).length,
      firstMessageMs: times[Math.floor(rounds / 2)],
    })}\n`,
  );
} finally {
  await browser.close();
  await app.close();
  await store.remove();
}

/** The paths of the pages' files that a new visitor's chat loads. */
async function loadedByChat(of: Browser, address: string): Promise<string[]> {
  const page = await (await of.newContext()).newPage();
  const paths: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === '/chat' || pathname.startsWith('/assets/')) paths.push(pathname);
  });
  await page.goto(`${address}/chat`);
  await page.locator('.msg.bot').first().waitFor();
  await page.context().close();
  return paths.filter((path) => !path.endsWith('icon.svg'));
}

async function packedSize(folder: string, path: string): Promise<number> {
  const file = path === '/chat' ? '/chat.html' : path;
  return (await stat(join(folder, `${file}.gz`))).size;
}

/** Milliseconds from the address to the greeting on the screen, with nothing in the cache. */
async function firstMessage(of: Browser, address: string): Promise<number> {
  const context = await of.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowPhone.latency,
    downloadThroughput: slowPhone.bitsPerSecond / 8,
    uploadThroughput: slowPhone.bitsPerSecond / 2 / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.cpu });
  await page.addInitScript(noteFirstMessage);
  await page.goto(`${address}/chat`, { waitUntil: 'commit' });
  await page.locator('.msg.bot').first().waitFor();
  await page.waitForTimeout(500);
  const elapsed = Math.round(Number(await page.evaluate('window.firstMessageAt')));
  await context.close();
  return elapsed;
}
