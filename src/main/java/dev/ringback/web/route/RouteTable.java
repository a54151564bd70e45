package dev.ringback.web.route;

import dev.ringback.web.late.LateHandler;
import dev.ringback.web.late.LateRequests;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Collects the routes of a door, in the order in which they are looked through. None can be declared without saying who may use it, and no
 * handler is reached by anybody else.
 */
public final class RouteTable {
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Handler> linkChecks = new HashMap<>();
    private final Set<String> ownReads = new HashSet<>();
    private final PathPatterns pages = new PathPatterns();
    private final PathPatterns pagesForCallers = new PathPatterns();

    private final LateRequests late;

    /** @param late holds the requests whose answers come later */
    RouteTable(LateRequests late) {
        this.late = late;
    }

    /** Declares a read. Left to itself Javalin answers HEAD with 200 wherever there is a GET, found or not. */
    void read(Access access, String path, Handler handler, Operation operation) {
        add(HandlerType.GET, access, path, handler, operation);
        add(HandlerType.HEAD, access, path, handler, operation);
    }

    /** Declares a read that leaves something behind, so that no foreign page may have a browser send it. */
    void ownRead(Access access, String path, Handler handler, Operation operation) {
        ownReads.add(path);
        read(access, path, handler, operation);
    }

    /** Declares a read whose answer may come later. */
    void lateRead(Access access, String path, LateHandler handler, Operation operation) {
        read(access, path, late.forTwilio().of(handler), operation);
    }

    /** Declares a read whose answer may come later, and which may wait for a state. */
    void waitableRead(Access access, String path, LateHandler handler, Operation operation) {
        read(access, path, late.waitable(handler), operation);
    }

    /** Declares a read whose answer comes when a resource is in a state. */
    void waitingRead(Access access, String path, LateHandler handler, Operation operation) {
        read(access, path, late.forStates().of(handler), operation);
    }

    /** Declares a POST that changes nothing, and whose answer comes when resources are in a state. */
    void waitingPost(Access access, String path, LateHandler handler, Operation operation) {
        post(access, path, late.forStates().of(handler), operation);
    }

    /** Declares a read whose answer has no end. */
    void endlessRead(Access access, String path, Handler handler, Operation operation) {
        read(access, path, late.forStates().endless(handler), operation);
    }

    /**
     * Declares a read whose answer may come later, for whoever has a signed link to an account's own.
     *
     * @param check makes the account of the link the caller of the request, or refuses it
     */
    void linkedRead(String path, Handler check, LateHandler handler, Operation operation) {
        linkChecks.put(path, check);
        lateRead(Access.SIGNED_LINK, path, handler, operation);
    }

    void post(Access access, String path, Handler handler, Operation operation) {
        add(HandlerType.POST, access, path, handler, operation);
    }

    /** Declares a write whose answer may come later. */
    void latePost(Access access, String path, LateHandler handler, Operation operation) {
        post(access, path, late.forTwilio().of(handler), operation);
    }

    void delete(Access access, String path, Handler handler, Operation operation) {
        add(HandlerType.DELETE, access, path, handler, operation);
    }

    /** Declares a deletion whose answer may come later. */
    void lateDelete(Access access, String path, LateHandler handler, Operation operation) {
        delete(access, path, late.forTwilio().of(handler), operation);
    }

    /**
     * Declares a write whose answer may come later, and which cannot be refused once it has begun.
     *
     * @param served whether the settings of now let it be done
     */
    void pass(
            HandlerType method, Access access, String path, LateHandler handler, Operation operation, boolean served) {
        add(method, access, path, late.forTwilio().withPlaceOf(handler), operation, served);
    }

    /**
     * Declares a page: what a browser shows at an address. Whoever asks for it without credentials is sent to the form to sign in, unless anybody may
     * see it.
     *
     * @param shows what is on it, in few words, for people
     */
    public void page(Access access, String path, Handler handler, String shows) {
        addPage(HandlerType.GET, access, path, handler, shows);
        addPage(HandlerType.HEAD, access, path, handler, shows);
    }

    /**
     * Declares what a form of a page posts to. Its origin and its token have been checked when the handler is called, unless anybody may use it; the
     * handler reads it as {@link dev.ringback.web.session.PageForm}.
     *
     * @param does what it does, in few words, for people
     */
    public void action(Access access, String path, Handler handler, String does) {
        addPage(HandlerType.POST, access, path, handler, does);
    }

    /** Declares a page that asks for credentials by itself, and answers wrong ones later. */
    void slowedPage(String path, LateHandler handler, String shows) {
        page(Access.ANYBODY, path, late.forSignIns().of(handler), shows);
    }

    /** Declares a form that asks for credentials, and answers wrong ones later. */
    void slowedAction(String path, LateHandler handler, String does) {
        action(Access.ANYBODY, path, late.forSignIns().of(handler), does);
    }

    private void addPage(HandlerType method, Access access, String path, Handler handler, String answers) {
        pages.add(path);
        if (access.least() != null) {
            pagesForCallers.add(path);
        }
        routes.add(new Route(
                method, path, access, Operation.text("text/html", answers), access.guard(handler), true, true));
    }

    private void add(HandlerType method, Access access, String path, Handler handler, Operation operation) {
        add(method, access, path, handler, operation, true);
    }

    private void add(
            HandlerType method, Access access, String path, Handler handler, Operation operation, boolean served) {
        Handler guarded = access.guard(DeclaredQuery.guard(access, path, operation, handler));
        routes.add(new Route(method, path, access, operation, guarded, served, false));
    }

    /**
     * Hands all routes to a server.
     *
     * @param answering is asked at every request for the table whose handlers answer; it {@linkplain #hasRoutesOf has the same routes}
     */
    public void register(RoutesConfig config, Supplier<RouteTable> answering) {
        for (int i = 0; i < routes.size(); i++) {
            int place = i;
            config.addHttpHandler(
                    routes.get(i).method(),
                    routes.get(i).path(),
                    ctx -> answering.get().routes.get(place).handler().handle(ctx));
        }
    }

    /** Tells whether both have the same methods and paths, in the same order. */
    public boolean hasRoutesOf(RouteTable other) {
        return addresses().equals(other.addresses());
    }

    private List<String> addresses() {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }

    /** Returns all routes, in their order. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Tells which methods its paths take by the settings of now. */
    public AllowedMethods allowedMethods() {
        return AllowedMethods.of(routes.stream().filter(Route::served).toList());
    }

    /** Returns what takes the place of the check of credentials at a path; empty where nothing does. */
    public Optional<Handler> linkCheck(String path) {
        return Optional.ofNullable(linkChecks.get(path));
    }

    /** Tells whether no foreign page may have a browser read what is at a path. */
    public boolean isOwnRead(String path) {
        return ownReads.contains(path);
    }

    /** Tells whether a path is that of a page, or of one of its forms. */
    public boolean isPage(String path) {
        return pages.match(path);
    }

    /** Tells whether a path is that of a page that asks for credentials, or of one of its forms. */
    public boolean isPageForCallers(String path) {
        return pagesForCallers.match(path);
    }

    /** Returns the addresses that ask for no credentials. */
    public Set<String> withoutCredentials() {
        return routes.stream()
                .filter(route -> route.access().least() == null)
                .map(Route::path)
                .collect(Collectors.toUnmodifiableSet());
    }
}
