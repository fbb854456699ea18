package dev.integrationshub.platform.configuration;

import dev.integrationshub.platform.network.Cidr;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where webhooks may go beyond public HTTPS addresses.
 *
 * @param allowHttp {@code HUB_WEBHOOKS_ALLOW_HTTP}, default false
 * @param allowAddresses {@code HUB_WEBHOOKS_ALLOW_ADDRESSES}: blocks that are allowed although they
 *     are special-purpose; default none
 * @param trustedCertificates {@code HUB_WEBHOOKS_TRUSTED_CERTIFICATES}: a PEM file of certificates
 *     trusted in addition to the JDK's
 */
public record WebhookSettings(
    boolean allowHttp, List<Cidr> allowAddresses, Optional<Path> trustedCertificates) {}
