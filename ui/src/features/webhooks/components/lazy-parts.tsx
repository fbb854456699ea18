import { deferred } from "@/components/deferred";
import { DeliverySkeleton } from "./delivery-skeleton";

// What lies behind a click, or is rarely seen, is no part of what has to arrive before the rows.

export const DeliveryDetails = deferred(
  async () => (await import("./delivery-details")).DeliveryDetails,
  DeliverySkeleton,
);

export const BulkRetryDialog = deferred(
  async () => (await import("./bulk-retry-dialog")).BulkRetryDialog,
  () => null,
);

export const BulkRetryProgress = deferred(
  async () => (await import("./bulk-retry-progress")).BulkRetryProgress,
  () => null,
);

export const DisabledNotice = deferred(
  async () => (await import("./disabled-notice")).DisabledNotice,
  () => null,
);

export const ResendDialog = deferred(
  async () => (await import("./resend-dialog")).ResendDialog,
  () => null,
);

export const SkipDialog = deferred(
  async () => (await import("./skip-dialog")).SkipDialog,
  () => null,
);

export const BlockedNotice = deferred(
  async () => (await import("./blocked-notice")).BlockedNotice,
  () => null,
);
