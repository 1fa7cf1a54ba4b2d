import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { type Service, startService } from '../support/service.ts';
import { findFaults } from './axe.ts';
import { launchBrowser, openChat } from './chromium.ts';

let service: Service;
let browser: Browser;
beforeAll(async () => {
  service = await startService();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const lastReply = (page: Page) => page.locator('.msg.bot').last();
