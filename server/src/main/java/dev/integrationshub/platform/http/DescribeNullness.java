package dev.integrationshub.platform.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the API document what the records say of null: every field of an answer is there, and
 * one marked {@code @Nullable} may be null; in a request such a field may be left out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribeNullness implements OASFilter {
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final DotName SCHEMA =
      DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
  private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
  private static final String REFERENCE = "#/components/schemas/";

  private final IndexView index;

  public DescribeNullness(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    Set<String> requests = requestSchemas(document, schemas);
    for (ClassInfo type : index.getKnownClasses()) {
      Schema schema = type.isRecord() ? schemas.get(schemaName(type)) : null;
      if (schema != null && isOf(type, schema)) {
        describe(type, schema, requests.contains(schemaName(type)));
      }
    }
    schemas.forEach(DescribeNullness::describePage);
  }

  /** Records of other packages may have the same simple name as one that the API shows. */
  private boolean isOf(ClassInfo type, Schema schema) {
    Set<String> names = new HashSet<>();
    components(type).forEach(component -> names.add(component.name()));
    return schema.getProperties() != null && names.equals(schema.getProperties().keySet());
  }

  /** The record's components, with those of an unwrapped record in its place. */
  private List<RecordComponentInfo> components(ClassInfo type) {
    List<RecordComponentInfo> components = new ArrayList<>();
    for (RecordComponentInfo component : type.recordComponents()) {
      ClassInfo unwrapped =
          type.field(component.name()).hasAnnotation(UNWRAPPED)
              ? index.getClassByName(component.type().name())
              : null;
      if (unwrapped == null) {
        components.add(component);
      } else {
        components.addAll(components(unwrapped));
      }
    }
    return components;
  }

  private void describe(ClassInfo type, Schema schema, boolean isRequest) {
    List<String> required = new ArrayList<>();
    for (RecordComponentInfo component : components(type)) {
      String name = component.name();
      Schema property = schema.getProperties().get(name);
      if (property == null) {
        continue;
      }
      boolean isNullable =
          component.type().hasAnnotation(NULLABLE) || component.hasAnnotation(NULLABLE);
      if (isNullable && !(isRequest && isRequired(schema, name))) {
        schema.addProperty(name, orNull(property));
      }
      if (!isNullable || !isRequest || isRequired(schema, name)) {
        required.add(name);
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
  }

  /** Every page is of the same shape, whatever it holds. */
  private static void describePage(String name, Schema schema) {
    if (!name.startsWith("Page") || schema.getProperties() == null) {
      return;
    }
    Schema cursor = schema.getProperties().get("nextCursor");
    if (cursor != null) {
      schema.addProperty("nextCursor", orNull(cursor));
      schema.setRequired(List.copyOf(schema.getProperties().keySet()));
    }
  }

  private static boolean isRequired(Schema schema, String name) {
    return schema.getRequired() != null && schema.getRequired().contains(name);
  }

  /** The framework may run a filter several times on one document: once must be enough. */
  private static Schema orNull(Schema schema) {
    Schema.SchemaType nothing = Schema.SchemaType.NULL;
    if (schema.getAnyOf() != null) {
      return schema;
    }
    if (schema.getRef() != null || schema.getType() == null) {
      return OASFactory.createSchema()
          .addAnyOf(schema)
          .addAnyOf(OASFactory.createSchema().addType(nothing));
    }
    return schema.getType().contains(nothing) ? schema : schema.addType(nothing);
  }

  private static Set<String> requestSchemas(OpenAPI document, Map<String, Schema> schemas) {
    Set<String> names = new HashSet<>();
    document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .map(Operation::getRequestBody)
        .filter(body -> body != null && body.getContent() != null)
        .flatMap(body -> body.getContent().getMediaTypes().values().stream())
        .map(MediaType::getSchema)
        .forEach(schema -> collect(schema, schemas, names));
    return names;
  }

  private static void collect(
      @Nullable Schema schema, Map<String, Schema> schemas, Set<String> names) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null) {
      String name = schema.getRef().replace(REFERENCE, "");
      if (names.add(name)) {
        collect(schemas.get(name), schemas, names);
      }
    }
    collect(schema.getItems(), schemas, names);
    if (schema.getOneOf() != null) {
      schema.getOneOf().forEach(choice -> collect(choice, schemas, names));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(property -> collect(property, schemas, names));
    }
  }

  private static String schemaName(ClassInfo type) {
    AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
    return schema != null && schema.value("name") != null
        ? schema.value("name").asString()
        : type.simpleName();
  }
}
