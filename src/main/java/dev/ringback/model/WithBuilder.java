package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a record a builder, written by the compiler: {@code MessageBuilder} for {@code Message}. A value that is not set is null. */
@RecordBuilder.Template(
        options = @RecordBuilder.Options(enableWither = false, enableGetters = false, emptyDefaultForOptional = false))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@interface WithBuilder {}
