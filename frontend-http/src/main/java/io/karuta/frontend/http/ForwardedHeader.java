package io.karuta.frontend.http;

/** The header in which a trusted proxy names the client. */
public enum ForwardedHeader {
  /** {@code X-Forwarded-For}: a list to which every proxy adds the address that it saw. */
  X_FORWARDED_FOR,
  /** {@code X-Real-IP}: one address. */
  X_REAL_IP,
  /** No header counts; for proxies that speak the PROXY protocol alone. */
  NONE
}
