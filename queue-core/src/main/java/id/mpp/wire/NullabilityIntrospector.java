package id.mpp.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Makes Jackson keep what the compiler keeps: a record component without {@code @Nullable} must be there and must not
 * be null.
 */
final class NullabilityIntrospector extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter && isRecord(parameter)) {
            return !isNullable(parameter);
        }
        return null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter && isRecord(parameter) && !isNullable(parameter)
                ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                : JsonSetter.Value.empty();
    }

    private static boolean isRecord(AnnotatedParameter parameter) {
        return parameter.getDeclaringClass().isRecord() && parameter.getOwner() instanceof AnnotatedConstructor;
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
        AnnotatedConstructor constructor = (AnnotatedConstructor) parameter.getOwner();
        return constructor
                .getAnnotated()
                .getAnnotatedParameterTypes()[parameter.getIndex()]
                .isAnnotationPresent(Nullable.class);
    }
}
