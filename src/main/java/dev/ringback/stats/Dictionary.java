package dev.ringback.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the texts of many rollups, so that they are compared as numbers; 0 stands for none. Used by one thread. */
final class Dictionary {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<@Nullable String> texts = new ArrayList<>();

    Dictionary() {
        texts.add(null);
    }

    int number(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        int number = texts.size();
        numbers.put(text, number);
        texts.add(text);
        return number;
    }

    /** Returns the numbers of texts, behind the 0. */
    int[] numbers(String[] of) {
        int[] mapped = new int[of.length + 1];
        for (int i = 0; i < of.length; i++) {
            mapped[i + 1] = number(of[i]);
        }
        return mapped;
    }

    @Nullable
    String text(int number) {
        return texts.get(number);
    }
}
