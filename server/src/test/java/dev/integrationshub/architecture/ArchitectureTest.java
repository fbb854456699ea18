package dev.integrationshub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.integrationshub.platform.access.RequiresAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** The allowed arrows of ARCHITECTURE.md, and the rules that the compiler can't hold. */
class ArchitectureTest {
  private static final String ROOT = "dev.integrationshub.";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // A program of its own, which the hub's tests alone use.
          .withImportOption(location -> !location.contains("/sender-kit/"))
          // What products take into themselves, which has its own rules.
          .withImportOption(location -> !location.contains("/client/target/"))
          .importPackages("dev.integrationshub");

  @Test
  void packagesUseOnlyThePackagesBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("platform")
        .definedBy(ROOT + "platform..")
        .layer("audit")
        .definedBy(ROOT + "audit..")
        .layer("organizations")
        .definedBy(ROOT + "organizations..")
        .layer("sessions")
        .definedBy(ROOT + "sessions..")
        .layer("usage")
        .definedBy(ROOT + "usage..")
        .layer("keys")
        .definedBy(ROOT + "keys..")
        .layer("verification")
        .definedBy(ROOT + "verification..")
        .layer("signing")
        .definedBy(ROOT + "signing..")
        .layer("egress")
        .definedBy(ROOT + "egress..")
        .layer("schemas")
        .definedBy(ROOT + "schemas..")
        .layer("filters")
        .definedBy(ROOT + "filters..")
        .layer("webhooks")
        .definedBy(ROOT + "webhooks..")
        .layer("delivery")
        .definedBy(ROOT + "delivery..")
        .layer("events")
        .definedBy(ROOT + "events..")
        .layer("leaks")
        .definedBy(ROOT + "leaks..")
        .layer("launch")
        .definedBy(ROOT + "launch..")
        .whereLayer("launch")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("events")
        .mayOnlyBeAccessedByLayers("keys", "launch")
        .whereLayer("delivery")
        .mayOnlyBeAccessedByLayers("events", "launch")
        .whereLayer("webhooks")
        .mayOnlyBeAccessedByLayers("delivery", "events")
        .whereLayer("verification")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("leaks")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("keys")
        .mayOnlyBeAccessedByLayers("leaks", "verification")
        .whereLayer("usage")
        .mayOnlyBeAccessedByLayers("keys", "verification")
        .whereLayer("sessions")
        .mayOnlyBeAccessedByLayers("launch")
        .whereLayer("organizations")
        .mayOnlyBeAccessedByLayers("sessions", "keys", "webhooks", "launch")
        .whereLayer("signing")
        .mayOnlyBeAccessedByLayers("webhooks", "delivery")
        .whereLayer("schemas")
        .mayOnlyBeAccessedByLayers("webhooks")
        .whereLayer("filters")
        .mayOnlyBeAccessedByLayers("webhooks", "delivery", "events")
        .whereLayer("egress")
        .mayOnlyBeAccessedByLayers("leaks", "webhooks", "delivery")
        .whereLayer("audit")
        .mayOnlyBeAccessedByLayers("organizations", "sessions", "keys", "webhooks", "delivery")
        .whereLayer("platform")
        .mayOnlyBeAccessedByLayers(
            "audit",
            "organizations",
            "sessions",
            "usage",
            "keys",
            "leaks",
            "verification",
            "signing",
            "egress",
            "schemas",
            "filters",
            "webhooks",
            "delivery",
            "events",
            "launch")
        .check(CODE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void onlyTheClockReadsTheMachinesTime() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "platform.ids.SystemClock")
        .and()
        // The command line has no container that could pass a clock in.
        .doNotHaveFullyQualifiedName(ROOT + "launch.CreateRootKey")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .check(CODE);
  }

  @Test
  void everyRouteSaysWhoMayCallIt() {
    methods().that(areRoutes()).should().beAnnotatedWith(RequiresAccess.class).check(CODE);
  }

  @Test
  void everyRouteMayBlock() {
    methods()
        .that(areRoutes())
        .should()
        .beDeclaredInClassesThat()
        .areAnnotatedWith(RunOnVirtualThread.class)
        .check(CODE);
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethod> areRoutes() {
    return DescribedPredicate.describe(
        "are routes",
        method ->
            method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .anyMatch(
                    type ->
                        type.isMetaAnnotatedWith(HttpMethod.class)
                            || type.isAnnotatedWith(HttpMethod.class)));
  }
}
