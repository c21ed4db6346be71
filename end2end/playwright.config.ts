import { defineConfig } from '@playwright/test';

export default defineConfig({
  // The walkthrough takes the pictures of the documentation; it tests nothing.
  testDir: process.env.WALKTHROUGH ? 'walkthrough' : 'specs',
  outputDir: 'test-results',
  // Pictures are compared where the fonts are the same, which setup-tests installs.
  snapshotPathTemplate: '{testDir}/{testFileDir}/pictures/{arg}{ext}',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
