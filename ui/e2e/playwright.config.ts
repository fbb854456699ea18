import { defineConfig } from "@playwright/test";
import { environment } from "./environment";

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results/browser",
  // One hub, one organization: tests that run at once would see each other's rows.
  workers: 1,
  timeout: 60_000,
  maxFailures: 5,
  // The file is read for the summary line of ./hub test.
  reporter: [["list"], ["json", { outputFile: "../test-results/browser.json" }]],
  use: {
    baseURL: environment.hubUrl,
    viewport: { width: 1280, height: 860 },
    contextOptions: { reducedMotion: "reduce" },
    // Filming costs a quarter of the whole time, and the steps have pictures of the page's elements.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: environment.chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
      ],
    },
  },
});
