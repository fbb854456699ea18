import { SearchField } from "@/components/search-field";
import { Select } from "@/components/ui/select";
import { statusChoices, type useApiKeyFilters } from "./use-api-key-filters";

/** Search and status filter. */
export function ApiKeyToolbar({
  filters,
  setSearch,
  setStatus,
}: Pick<ReturnType<typeof useApiKeyFilters>, "filters" | "setSearch" | "setStatus">) {
  return (
    <>
      <SearchField label="Search API keys" value={filters.search} onChange={setSearch} />
      <Select
        aria-label="Status"
        className="sm:w-40"
        value={filters.status}
        onChange={(event) => setStatus(event.target.value)}
      >
        {statusChoices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </>
  );
}
