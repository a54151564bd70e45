package dev.ringback.config;

import dev.ringback.forward.receiver.ReceiverOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The options of a receiver or target as they stand in the file. */
final class NodeOptions implements ReceiverOptions {
    private static final String FILE = "_file";

    private final PlacedNode node;
    private final SettingsPlace place;
    private final Set<String> asked = new HashSet<>();

    private NodeOptions(PlacedNode node, SettingsPlace place) {
        this.node = node;
        this.place = place;
    }

    /** Lets a reader read the options; empty if the node has none. Options that it did not ask for become problems. */
    static <T> Optional<T> read(PlacedNode node, SettingsPlace place, Function<ReceiverOptions, T> reader) {
        NodeOptions options = new NodeOptions(node, place);
        if (!node.isMapping()) {
            node.problem("must be a mapping");
            return Optional.empty();
        }
        T read = reader.apply(options);
        node.refuseOthers(options.asked);
        return Optional.of(read);
    }

    private Optional<PlacedNode> field(String name) {
        asked.add(name);
        return node.field(name);
    }

    @Override
    public Optional<String> text(String name) {
        return field(name).flatMap(PlacedNode::text);
    }

    @Override
    public String required(String name) {
        return field(name).isEmpty() ? missing(name) : text(name).orElse("");
    }

    @Override
    public List<String> texts(String name) {
        return field(name).stream()
                .flatMap(found -> found.isList() ? found.list().stream() : List.of(found).stream())
                .flatMap(found -> found.text().stream())
                .toList();
    }

    @Override
    public Optional<String> secret(String name) {
        Optional<PlacedNode> named = field(name + FILE);
        if (named.isPresent() && field(name).isPresent()) {
            named.get().problem("stands beside " + name + ": only one of them can count");
        }
        return text(name).or(() -> named.flatMap(this::content));
    }

    /** Relative to the file that names it. */
    private Optional<String> content(PlacedNode named) {
        Optional<String> name = named.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            String content = Files.readString(place.resolve(name.get())).strip();
            if (!content.isEmpty()) {
                named.noteContent(content);
                return Optional.of(content);
            }
            named.problem("names an empty file");
        } catch (IOException unreadable) {
            named.problem("names a file that cannot be read");
        }
        return Optional.empty();
    }

    @Override
    public String requiredSecret(String name) {
        return isMissing(name) ? missing(name) : secret(name).orElse("");
    }

    private boolean isMissing(String name) {
        return field(name).isEmpty() && field(name + FILE).isEmpty();
    }

    @Override
    public List<String> secrets(String name) {
        if (field(name).isPresent()) {
            return texts(name);
        }
        return secret(name).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Override
    public URI requiredUrl(String name) {
        if (isMissing(name)) {
            missing(name);
            return NOWHERE;
        }
        return url(name, NOWHERE);
    }

    @Override
    public URI url(String name, URI otherwise) {
        return secret(name).flatMap(text -> url(name, text)).orElse(otherwise);
    }

    private Optional<URI> url(String name, String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                place.refusal(url.getHost()).ifPresent(refusal -> problem(name, refusal));
                if (url.getRawUserInfo() != null) {
                    problem(name, "must not hold a user name or a password");
                }
                return Optional.of(url);
            }
        } catch (URISyntaxException wrong) {
            // said below, without the text: it may be a secret
        }
        problem(name, "must be an https or http URL");
        return Optional.empty();
    }

    @Override
    public Path requiredPath(String name) {
        String path = required(name);
        return path.isEmpty() ? Path.of("") : place.resolve(path);
    }

    @Override
    public <T> T parsed(String name, T otherwise, Function<String, T> reader) {
        return field(name).flatMap(found -> found.parsed(reader)).orElse(otherwise);
    }

    @Override
    public void problem(String name, String what) {
        node.field(name)
                .or(() -> node.field(name + FILE))
                .ifPresentOrElse(found -> found.problem(what), () -> node.problem(name + " " + what));
    }

    private String missing(String name) {
        node.problem("has no " + name);
        return "";
    }
}
