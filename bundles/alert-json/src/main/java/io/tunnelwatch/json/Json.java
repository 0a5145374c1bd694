package io.tunnelwatch.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Writes records as JSON the way the contract asks: names as the components, times as ISO-8601 in UTC, absent as absent
 * and not {@code null}. Safe for any number of threads.
 *
 * <p>No two bundles share one, who writes makes one and keeps it: it remembers the classes that it wrote and read, and
 * so would keep a bundle that was exchanged, were it shared. The first use of a class costs some milliseconds.
 */
public final class Json {

    private static final int TYPES_REMEMBERED = 200;

    private final ObjectMapper mapper = mapper();

    /**
     * Writes a value of ours: records, lists, maps, and what they hold.
     *
     * @throws IllegalArgumentException it holds something that has no JSON; a defect of the caller
     */
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON for " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException it is no JSON of this type
     */
    public <T> T read(String json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("null is no " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON of a " + type.getSimpleName(), e);
        }
    }

    /**
     * Looks whether a text is JSON: one value, and nothing behind it.
     *
     * @return where it is not, {@code line 3, column 7}; empty when it is. The text itself is not in it
     */
    public Optional<String> flaw(String text) {
        try (JsonParser parser = mapper.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.of("line 1, column 1");
            }
            parser.skipChildren();
            return parser.nextToken() == null ? Optional.empty() : Optional.of(place(parser.currentTokenLocation()));
        } catch (JsonProcessingException e) {
            return Optional.of(place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("A text can not fail to be read", e);
        }
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A mapper with the conventions of the contract, for others of this package to add to. */
    static ObjectMapper mapper() {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, TYPES_REMEMBERED);
        return JsonMapper.builder()
                // the default one is shared by all mappers, and remembers types of whatever bundle
                .typeFactory(TypeFactory.defaultInstance().withCache(types))
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .propertyNamingStrategy(new Names())
                .build();
    }

    /** {@code interface} is a word of Java, so no component can have the name that the contract gives it. */
    private static final class Names extends PropertyNamingStrategy {

        private static final long serialVersionUID = 1L;

        @Override
        public String nameForField(MapperConfig<?> config, AnnotatedField field, String name) {
            return of(name);
        }

        @Override
        public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
            return of(name);
        }

        @Override
        public String nameForConstructorParameter(MapperConfig<?> config, AnnotatedParameter parameter, String name) {
            return of(name);
        }

        private static String of(String name) {
            return name.equals("interfaceName") ? "interface" : name;
        }
    }
}
