/** The running hub that the tests are for, and how to get in; set by whoever started it. */
export const environment = {
  hubUrl: required("HUB_E2E_URL"),
  email: required("HUB_E2E_EMAIL"),
  password: required("HUB_E2E_PASSWORD"),
  rootKey: required("HUB_E2E_ROOT_KEY"),
  /** An HTTPS address that answers 2xx and that the hub may reach. */
  receiverUrl: required("HUB_E2E_RECEIVER_URL"),
  /** The file to which the receiver writes each request that arrived, a line of JSON each. */
  receivedFile: required("HUB_E2E_RECEIVED"),
  /** Where the tests note the secrets they saw, for whoever looks for them elsewhere afterwards. */
  secretsFile: process.env.HUB_E2E_SECRETS,
  /** The folder for screenshots; without it none are taken. */
  screenshots: process.env.HUB_E2E_SCREENSHOTS,
  chromium: process.env.CHROMIUM ?? "/usr/bin/chromium",
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: these tests need a running hub.`);
  return value;
}
