const words: Record<string, string> = {
  dns_error: "The host name could not be resolved",
  connection_refused: "The connection was refused",
  connection_reset: "The connection was reset",
  network_unreachable: "The network could not be reached",
  timeout: "No answer within the timeout",
  tls_error: "The TLS handshake failed",
  blocked_address: "The address is not allowed",
  protocol_error: "The answer was not valid HTTP",
  response_too_large: "The answer was too large",
};

/** What a kind of error means; `http_503` and the like need no words beside their response code. */
export function errorWords(kind: string): string {
  const [, code] = /^http_(\d{3})$/.exec(kind) ?? [];
  return code ? `Answered with ${code}` : (words[kind] ?? kind);
}
