import { useSearchParams } from "react-router";
import { useFilter } from "@/lib/use-filter";
import type { ApiKeyFilters } from "../api/list-api-keys";
import { type Concern, concerns } from "../lib/key-hygiene";

export const statusChoices = [
  { value: "all", label: "All statuses" },
  { value: "active", label: "Active" },
  { value: "disabled", label: "Disabled" },
  { value: "expired", label: "Expired" },
  { value: "revoked", label: "Revoked" },
] as const;

/** The filters of the list, kept in the URL. */
export function useApiKeyFilters() {
  const [search, setSearch] = useFilter("search");
  const [requested, setStatus] = useFilter("status", "all");
  const [requestedHygiene, setHygiene] = useFilter("hygiene");
  const [, setParams] = useSearchParams();
  // Anybody can type anything into a URL.
  const status = statusChoices.find(({ value }) => value === requested)?.value ?? "all";
  const hygiene = concerns.find(({ value }) => value === requestedHygiene)?.value;
  const filters: ApiKeyFilters = { search, status, hygiene };
  return {
    filters,
    setSearch,
    setStatus,
    toggleHygiene: (concern: Concern) => setHygiene(concern === hygiene ? "" : concern),
    filtered: search !== "" || status !== "all" || hygiene !== undefined,
    clear: () => setParams({}, { replace: true }),
  };
}
