package dev.ringback.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is around the items of a list: exactly what Twilio's libraries find their way by. */
final class ListEnvelope {
    private ListEnvelope() {}

    /** As the 2010-04-01 API has it: one key beside those of the page, since libraries take whatever key they do not know for the list. */
    static JsonNode items(JsonNode list, String key, String path) {
        assertThat(names(list))
                .as("keys of a list")
                .containsExactlyInAnyOrder(
                        key,
                        "first_page_uri",
                        "previous_page_uri",
                        "uri",
                        "next_page_uri",
                        "page",
                        "page_size",
                        "start",
                        "end");
        JsonNode items = list.get(key);
        checkPage(list, items);
        long start = items.isEmpty()
                ? 0
                : list.get("page").asLong() * list.get("page_size").asLong();
        assertThat(list.get("start").asLong()).as("start").isEqualTo(start);
        assertThat(list.get("end").asLong()).as("end").isEqualTo(items.isEmpty() ? 0 : start + items.size() - 1);
        checkAddresses(list, "uri", "_page_uri", address -> address.startsWith(path + '?'));
        return items;
    }

    /** As the v1 APIs have it: Java's library needs every key of {@code meta}, and takes what has a {@code uri} for the other API. */
    static JsonNode metaItems(JsonNode list, String key, String path) {
        assertThat(names(list)).as("keys of a list").containsExactlyInAnyOrder(key, "meta");
        JsonNode meta = list.get("meta");
        assertThat(names(meta))
                .as("keys of meta")
                .containsExactlyInAnyOrder(
                        "page", "page_size", "first_page_url", "previous_page_url", "url", "next_page_url", "key");
        assertThat(meta.get("key").textValue()).isEqualTo(key);
        JsonNode items = list.get(key);
        checkPage(meta, items);
        checkAddresses(meta, "url", "_page_url", address -> address.matches("https?://[^/]+\\Q" + path + "\\E\\?.*"));
        return items;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void checkPage(JsonNode page, JsonNode items) {
        assertThat(items.isArray()).as("the list is an array").isTrue();
        Stream.of("page", "page_size")
                .forEach(name -> assertThat(page.get(name).isInt()).as(name).isTrue());
        assertThat(page.get("page").intValue()).isNotNegative();
        assertThat(page.get("page_size").intValue()).isBetween(1, 1000);
        assertThat(items.size()).isLessThanOrEqualTo(page.get("page_size").intValue());
    }

    private static void checkAddresses(JsonNode page, String own, String others, Predicate<String> belongs) {
        String size = "PageSize=" + page.get("page_size").intValue() + "&Page=";
        int number = page.get("page").intValue();
        checkAddress(page.get(own), belongs, size + number);
        checkAddress(page.get("first" + others), belongs, size + 0);
        if (!page.get("next" + others).isNull()) {
            checkAddress(page.get("next" + others), belongs, size + (number + 1), "A");
        }
        if (!page.get("previous" + others).isNull()) {
            checkAddress(page.get("previous" + others), belongs, size + (number - 1), "B");
        }
    }

    /** Tokens begin with the letter of who has given them out: R for Ringback, P for Twilio. */
    private static void checkAddress(JsonNode address, Predicate<String> belongs, String page, String side) {
        checkAddress(address, belongs, page);
        assertThat(address.textValue()).containsPattern("&PageToken=[RP]" + side + "[A-Z]{2}[0-9a-f]{32}");
    }

    private static void checkAddress(JsonNode address, Predicate<String> belongs, String page) {
        assertThat(address.isTextual()).as("an address").isTrue();
        assertThat(address.textValue()).matches(belongs).contains(page);
    }
}
