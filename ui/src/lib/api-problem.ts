export interface FieldError {
  /** Where in the request body, as an RFC 6901 pointer such as `/ipAllowlist/2`. */
  pointer: string;
  detail: string;
}

/** What the hub answered instead of what was asked for (RFC 9457), or that it couldn't be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: FieldError[];

  constructor(status: number, title: string, detail?: string, errors: FieldError[] = []) {
    super(detail ?? title);
    this.name = "ApiProblem";
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

/** A proxy in between may answer with anything, so nothing about the body is taken for granted. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  const { title, detail, errors } = (typeof body === "object" && body !== null ? body : {}) as {
    title?: unknown;
    detail?: unknown;
    errors?: unknown;
  };
  return new ApiProblem(
    status,
    typeof title === "string" ? title : `The hub answered with status ${status}`,
    typeof detail === "string" ? detail : undefined,
    Array.isArray(errors) ? errors.filter(isFieldError) : [],
  );
}

function isFieldError(error: unknown): error is FieldError {
  const { pointer, detail } = (error ?? {}) as Partial<FieldError>;
  return typeof pointer === "string" && typeof detail === "string";
}

/** What to tell a person about any error that a request can end in. */
export function errorMessage(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  return "The hub can’t be reached. Check your connection and try again.";
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status;
}
