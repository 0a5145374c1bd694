package io.tunnelwatch.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.ser.VirtualBeanPropertyWriter;
import com.fasterxml.jackson.databind.util.Annotations;

/** Writes the version of an event's JSON behind its fields, though no event has it. Jackson makes it. */
final class SchemaWriter extends VirtualBeanPropertyWriter {

    private static final long serialVersionUID = 1;

    SchemaWriter() {}

    private SchemaWriter(BeanPropertyDefinition property, Annotations annotations, JavaType type) {
        super(property, annotations, type);
    }

    @Override
    protected Object value(Object event, JsonGenerator generator, SerializerProvider provider) {
        return EventJson.SCHEMA;
    }

    @Override
    public VirtualBeanPropertyWriter withConfig(
            MapperConfig<?> config, AnnotatedClass declaringClass, BeanPropertyDefinition property, JavaType type) {
        return new SchemaWriter(property, declaringClass.getAnnotations(), type);
    }
}
