import type { TestResult, TestSignature } from "../api/test-webhook";
import { errorWords } from "./error-words";

export interface Verdict {
  tone: "success" | "warning" | "danger";
  words: string;
}

/** What a test says about the receiver. One with a wrong signature is meant to be refused. */
export function testVerdict(result: TestResult, signature: TestSignature): Verdict {
  return signature === "signed" ? verdictOnSigned(result) : verdictOnForged(result, signature);
}

function verdictOnSigned({ success, statusCode, error }: TestResult): Verdict {
  return success
    ? { tone: "success", words: `The receiver accepted the request with ${statusCode}.` }
    : { tone: "danger", words: `${failureWords(statusCode, error)}. A delivery would be retried.` };
}

function verdictOnForged(
  { success, statusCode, error }: TestResult,
  signature: "unsigned" | "tampered",
): Verdict {
  if (success) {
    return {
      tone: "warning",
      words: `The receiver accepted ${forgery[signature]} with ${statusCode}. It doesn’t check signatures yet.`,
    };
  }
  if (statusCode !== null && statusCode >= 400 && statusCode < 500) {
    return {
      tone: "success",
      words: `The receiver refused ${forgery[signature]} with ${statusCode}, as it should.`,
    };
  }
  return {
    tone: "warning",
    words: `${failureWords(statusCode, error)}, which doesn’t tell whether the receiver checks signatures.`,
  };
}

const forgery = {
  unsigned: "a request without a signature",
  tampered: "a request with a wrong signature",
};

function failureWords(statusCode: number | null, error: string | null): string {
  if (statusCode !== null) return `The receiver answered ${statusCode}`;
  return error ? errorWords(error) : "Nothing came back";
}
