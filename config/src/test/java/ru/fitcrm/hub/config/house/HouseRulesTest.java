package ru.fitcrm.hub.config.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;

/** One way of dependence, and habits a compiler does not check. */
@AnalyzeClasses(packages = "ru.fitcrm.hub", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule dependenceGoesOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("config")
          .definedBy("ru.fitcrm.hub.config..")
          .layer("routes")
          .definedBy("ru.fitcrm.hub.routes..")
          .layer("jobs")
          .definedBy("ru.fitcrm.hub.jobs..")
          .layer("connectors")
          .definedBy("ru.fitcrm.hub.connectors..")
          .layer("sandbox")
          .definedBy("ru.fitcrm.hub.sandbox..")
          .layer("core")
          .definedBy("ru.fitcrm.hub.core..")
          .whereLayer("config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("routes")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("jobs")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("connectors")
          .mayOnlyBeAccessedByLayers("routes", "config")
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("connectors", "routes", "jobs", "config")
          .withOptionalLayers(true);

  @ArchTest
  static final ArchRule theSandboxIsForTheDemoOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages("ru.fitcrm.hub.config.demo..", "ru.fitcrm.hub.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ru.fitcrm.hub.sandbox..");

  @ArchTest
  static final ArchRule theCoreKnowsNeitherCamelNorTheWeb =
      noClasses()
          .that()
          .resideInAPackage("ru.fitcrm.hub.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.camel..",
              "org.springframework.web..",
              "org.springframework.boot..",
              "jakarta.servlet..",
              "org.asteriskjava..");

  @ArchTest
  static final ArchRule camelStaysInTheRoutes =
      noClasses()
          .that()
          .resideInAnyPackage("ru.fitcrm.hub.connectors..", "ru.fitcrm.hub.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule aPbxLibraryStaysInItsRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("ru.fitcrm.hub.connectors.asterisk..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.asteriskjava..");

  @ArchTest
  static final ArchRule roomsAreNamedByFeature =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..impl..", "..service..", "..dto..", "..model..");

  @ArchTest
  static final ArchRule classesAreNamedByWhatTheyDo =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  /** A clock is injected: {@code now()} without one cannot be stepped by a test. */
  @ArchTest
  static final ArchRule nobodyAsksForTheTimeWithoutAClock =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(resideInAPackage("java.time")))
                  .and(target(name("now")))
                  .and(target(rawParameterTypes(List.<Class<?>>of().toArray(Class<?>[]::new)))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule whatAClassNeedsComesThroughItsConstructor =
      fields().should().notBeAnnotatedWith(Autowired.class);

  @ArchTest
  static final ArchRule onlyTheStartSpeaksOnStandardOutput =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "ru.fitcrm.hub.config", "ru.fitcrm.hub.config.start..", "ru.fitcrm.hub.sandbox..")
          .and()
          .haveSimpleNameNotEndingWith("Benchmark")
          .should(
              com.tngtech.archunit.lang.conditions.ArchConditions.accessFieldWhere(
                  DescribedPredicate.describe(
                      "System.out or System.err",
                      access ->
                          access.getTargetOwner().isEquivalentTo(System.class)
                              && List.of("out", "err").contains(access.getTarget().getName()))));
}
