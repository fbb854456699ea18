import type { components } from "@/generated/schema";

export type Delivery = components["schemas"]["Delivery"];
export type DeliveryStatus = Delivery["status"];
export type DeliveryDetail = components["schemas"]["DeliveryDetail"];
export type DeliveryStats = components["schemas"]["DeliveryStats"];
export type Attempt = components["schemas"]["Attempt"];
