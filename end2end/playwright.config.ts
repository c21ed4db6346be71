import { defineConfig } from '@playwright/test';

export default defineConfig({
  // The walkthrough takes the pictures of the documentation; it tests nothing.
  testDir: process.env.WALKTHROUGH ? 'walkthrough' : 'specs',
  outputDir: 'test-results',
  // Pictures are compared where the fonts are the same, which setup-tests installs.
  snapshotPathTemplate: '{testDir}/{testFileDir}/pictures/{arg}{ext}',
  workers: 2,
  // A machine that stalls shall not hold a change up. What passes only when repeated is named as flaky at the end.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  // Patient with a slow machine: what fails here has stood still.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    actionTimeout: 20_000,
    // Requests on their way through a worker escape `route` now and then. Where it is tested, it runs.
    serviceWorkers: 'block',
    navigationTimeout: 30_000,
    // Pictures of each step would take a sixth of the time that the tests do.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
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
