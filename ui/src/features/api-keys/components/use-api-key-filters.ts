import { useSearchParams } from "react-router";
import { useFilter } from "@/lib/use-filter";
import type { ApiKeyFilters } from "../api/list-api-keys";

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
  const [, setParams] = useSearchParams();
  // Anybody can type anything into a URL.
  const status = statusChoices.find(({ value }) => value === requested)?.value ?? "all";
  const filters: ApiKeyFilters = { search, status };
  return {
    filters,
    setSearch,
    setStatus,
    filtered: search !== "" || status !== "all",
    clear: () => setParams({}, { replace: true }),
  };
}
