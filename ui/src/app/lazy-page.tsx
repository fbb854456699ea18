import type { ComponentType } from "react";
import { deferred } from "@/components/deferred";

/** A page or modal that is downloaded when it is first shown. */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  return deferred(load, () => null);
}
