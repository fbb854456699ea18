import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const hub = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": hub } },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    // The budget check reads which chunks belong to which entry from the manifest.
    manifest: true,
    // A data: URL would need its own exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the Content-Security-Policy refuses.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              // What every page needs, in one file: it compresses better so, and outlives most releases.
              name: "base",
              test: /node_modules\/(?:react|react-dom|scheduler|react-router|@tanstack\/(?:react-query|query-core)|tailwind-merge|clsx|class-variance-authority|openapi-fetch)\//,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/set-up-tests.ts"],
    // The file is read for the summary line of ./hub test.
    reporters: ["default", ["json", { outputFile: "test-results/unit.json" }]],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 15_000,
  },
});
