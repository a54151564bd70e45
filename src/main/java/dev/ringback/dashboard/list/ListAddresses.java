package dev.ringback.dashboard.list;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.PageParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the addresses of the same list with other filters. */
final class ListAddresses {
    private static final String TAG = "Tag.";
    private static final Set<String> OF_PAGE =
            Set.of(PageParameters.SIZE, PageParameters.NUMBER, PageParameters.TOKEN, Frames.ACCOUNT);

    private final String path;
    private final List<Parameter> filters;
    private final Frame frame;

    ListAddresses(String path, Parameters query, Frame frame) {
        this.path = path;
        this.frame = frame;
        this.filters = query.stream()
                .filter(parameter -> !OF_PAGE.contains(parameter.name())
                        && !parameter.value().isEmpty())
                .toList();
    }

    /** Lists the filters of the query that mean something to the list. */
    List<ListView.Chip> chips(List<FilterField> fields) {
        List<ListView.Chip> chips = new ArrayList<>();
        for (Parameter filter : filters) {
            fields.stream()
                    .filter(field -> filter.name().startsWith(field.parameter()))
                    .map(FilterField::label)
                    .findFirst()
                    .or(() -> filter.name().startsWith(TAG)
                            ? Optional.of(filter.name().substring(TAG.length()))
                            : Optional.empty())
                    .ifPresent(label -> chips.add(new ListView.Chip(label + ": " + filter.value(), without(filter))));
        }
        return chips;
    }

    /** Returns the list without a filter, from its first page on. */
    private String without(Parameter filter) {
        return address(filters.stream().filter(other -> !other.equals(filter)).toList());
    }

    /** Returns the list limited to a value too, from its first page on. */
    String with(String name, String value) {
        List<Parameter> all = new ArrayList<>(
                filters.stream().filter(other -> !other.name().equals(name)).toList());
        all.add(new Parameter(name, value));
        return address(all);
    }

    /** Returns the list with the same filters from its first page on. */
    String first() {
        return address(filters);
    }

    private String address(List<Parameter> parameters) {
        String query = FormEncoder.query(new Parameters(parameters));
        return frame.link(query.isEmpty() ? path : path + '?' + query);
    }
}
