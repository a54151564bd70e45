package dev.ringback.dashboard.list;

import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import java.util.List;
import java.util.function.Function;

/**
 * Describes the list of one kind of resource.
 *
 * @param path of the page, as {@code /messages}
 * @param noun for one of them, as {@code message}
 * @param live filters of the stream that tells of changes
 * @param filter reads the filters of a query, as the API does
 * @param empty says how to get some
 */
record ResourceList<R extends Resource>(
        String path,
        String noun,
        String live,
        Class<R> type,
        ResourceView<R> view,
        Function<FilterParameters, ResourceFilter<R>> filter,
        List<FilterField> fields,
        List<Column<R>> columns,
        String empty) {
    ResourceList {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
    }
}
