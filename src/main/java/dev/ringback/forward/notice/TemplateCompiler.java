package dev.ringback.forward.notice;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.Compiler;
import com.samskivert.mustache.Template;

/** Compiles Mustache templates that see nothing of Java but maps, and escape nothing. Each compiled template has limits of its own, and one use. */
final class TemplateCompiler {
    private static final Compiler LENIENT = Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .defaultValue("");

    private static final Compiler STRICT = LENIENT.strictSections(true).nullValue("");

    private TemplateCompiler() {}

    /** Compiles a template that shows nothing where a variable does not exist. */
    static Template lenient(String source) {
        return compile(LENIENT, source);
    }

    /** Compiles a template that throws where a variable does not exist. */
    static Template strict(String source) {
        return compile(STRICT, source);
    }

    private static Template compile(Compiler compiler, String source) {
        return compiler.withCollector(new MapCollector()).compile(source);
    }
}
