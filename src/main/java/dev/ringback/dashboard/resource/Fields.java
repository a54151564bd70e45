package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.resource.ResourcePageView.FieldLine;
import dev.ringback.dashboard.text.Excerpt;
import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.FieldWriter;
import dev.ringback.twilio.rest.ResourceView;
import dev.ringback.twilio.rest.Subresource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a resource as the API gives them. */
final class Fields implements FieldWriter {
    private static final String UNKNOWN = "not told by callbacks";
    private static final String NONE = "none";
    private static final int MOST = 1_600;

    private final List<FieldLine> lines = new ArrayList<>();
    private final Set<String> missing;
    private final String prefix;

    private Fields(Set<String> missing, String prefix) {
        this.missing = missing;
        this.prefix = prefix;
    }

    /** Returns all fields in the order of the API. */
    static <R extends Resource> List<FieldLine> of(ResourceView<R> view, R resource) {
        Fields fields = new Fields(Set.copyOf(view.missing(List.of(resource))), "");
        try {
            view.write(resource, fields);
        } catch (IOException e) {
            throw new UncheckedIOException("write fields to memory", e);
        }
        return fields.lines;
    }

    @Override
    public void text(String name, @Nullable String value) {
        boolean isUnknown = value == null && missing.contains(name);
        String text = isUnknown ? UNKNOWN : value == null ? NONE : Excerpt.of(value, MOST);
        lines.add(new FieldLine(prefix + name, text, isUnknown, value == null && !isUnknown));
    }

    @Override
    public void uri(String name, String path) {
        text(name, path + ".json");
    }

    @Override
    public void uris(String name, String path, List<Subresource> subresources) {
        // they tell nothing to people
    }

    @Override
    public void url(String name, String path) {
        text(name, path);
    }

    @Override
    public void object(String name, Members members) throws IOException {
        Fields nested = new Fields(missing, prefix + name + '.');
        members.write(nested);
        lines.addAll(nested.lines);
    }
}
