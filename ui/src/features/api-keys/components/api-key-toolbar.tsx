import { SearchField } from "@/components/search-field";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
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
      <Select value={filters.status} onValueChange={setStatus}>
        <SelectTrigger aria-label="Status" className="sm:w-40" />
        <SelectContent>
          {statusChoices.map(({ value, label }) => (
            <SelectItem key={value} value={value}>
              {label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </>
  );
}
