package announcer.itest.browser.pages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Two counters, two services and the orders of a snack bar, as the API tells of them: tickets are issued, called and heard, without sound and
 * without time. Guarded by the lock of its server.
 */
final class FakeQueue {
    /** A command that is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;
        final String kind;

        Refused(int status, String kind, String detail) {
            super(detail);
            this.status = status;
            this.kind = kind;
        }
    }

    private static final Set<String> PARKED = Set.of("NO_SHOW", "PARKED");
    private static final Set<String> WAITING = Set.of("ISSUED", "TRANSFERRED");

    /** Whether a new call is spoken and heard at once; else it waits until {@link #become} says more. */
    boolean heardAtOnce = true;
    String problem;
    boolean stale;
    boolean take = true;
    /** Whether the board is that of a snack bar. */
    boolean ordersOnly;
    /** Those of the board. */
    List<String> languages = List.of("en", "zh");
    String notice = "Please have your documents ready.";
    private final Map<String, JsonObject> tickets = new LinkedHashMap<>();
    private final Deque<JsonObject> calls = new ArrayDeque<>();
    private final Map<String, JsonObject> counters = new LinkedHashMap<>();
    private final Map<String, JsonObject> services = new LinkedHashMap<>();
    private final List<JsonObject> started = new ArrayList<>();
    private int last;
    private int lastOrder = 50;

    FakeQueue() {
        service("a", "A-", "TICKETS", "Opening an account", "开户");
        service("b", "B-", "TICKETS", "Payments", "缴费");
        service("snacks", "", "ORDERS", "Snack bar", "小吃");
        counter("c1", "1", "counter one", "一号窗口", "a", "b");
        counter("c3", "3", "counter three", "三号窗口", "a");
    }

    private void service(String id, String prefix, String kind, String english, String chinese) {
        JsonObject s = new JsonObject();
        s.addProperty("id", id);
        s.addProperty("kind", kind);
        s.addProperty("prefix", prefix);
        s.add("names", names(english, chinese));
        s.addProperty("open", true);
        s.add("hours", new JsonArray());
        s.addProperty("take", kind.equals("TICKETS"));
        services.put(id, s);
    }

    private void counter(String id, String name, String english, String chinese, String... serves) {
        JsonObject c = new JsonObject();
        c.addProperty("id", id);
        c.addProperty("name", name);
        c.add("names", names(english, chinese));
        JsonArray of = new JsonArray();
        for (String s : serves) {
            of.add(s);
        }
        c.add("services", of);
        c.add("channels", array("main"));
        c.addProperty("state", "OPEN");
        counters.put(id, c);
    }

    private static JsonObject names(String english, String chinese) {
        JsonObject names = new JsonObject();
        names.addProperty("en", english);
        names.addProperty("zh", chinese);
        return names;
    }

    JsonObject issue(String service) throws Refused {
        known(services, service, "unknown-service");
        last++;
        return ticket("TICKET", service, services.get(service).get("prefix").getAsString() + String.format("%03d", last), "ISSUED", false);
    }

    private JsonObject ticket(String kind, String service, String number, String state, boolean typed) {
        JsonObject t = new JsonObject();
        t.addProperty("id", "ticket-" + (tickets.size() + 1));
        t.addProperty("number", number);
        t.addProperty("kind", kind);
        t.addProperty("service", service);
        t.addProperty("state", state);
        for (String nothing : List.of("counter", "called", "serving", "ended", "transferredTo", "call", "cause")) {
            t.add(nothing, JsonNull.INSTANCE);
        }
        t.addProperty("issued", now());
        t.addProperty("calls", 0);
        t.addProperty("typed", typed);
        tickets.put(t.get("id").getAsString(), t);
        return t;
    }

    JsonObject counterCommand(String counter, String command, JsonObject body) throws Refused {
        JsonObject c = known(counters, counter, "unknown-counter");
        JsonObject present = current(counter);
        if (body.has("ticket") && !command.equals("call") && !body.get("ticket").getAsString().equals(present == null ? "" : id(present))) {
            throw new Refused(409, "other-ticket", "another ticket is at the counter");
        }
        JsonObject of = switch (command) {
            case "next" -> next(c, present);
            case "call" -> called(byHand(body, present), counter);
            case "again" -> called(there(present), counter);
            case "serve" -> state(there(present), "SERVING");
            case "finish" -> state(there(present), "SERVED");
            case "no-show" -> state(there(present), "NO_SHOW");
            case "park" -> state(there(present), "PARKED");
            case "transfer" -> transfer(there(present), body);
            case "pause" -> open(c, "PAUSED", present);
            case "open" -> open(c, "OPEN", present);
            default -> throw new Refused(404, "not-found", "no command " + command);
        };
        JsonObject answer = new JsonObject();
        answer.add("ticket", of);
        answer.add("call", of == null ? null : of.get("call"));
        answer.add("counter", counterJson(c));
        return answer;
    }

    private JsonObject next(JsonObject c, JsonObject present) throws Refused {
        if (c.get("state").getAsString().equals("PAUSED")) {
            throw new Refused(409, "counter-paused", "counter " + id(c) + " is paused");
        }
        List<JsonObject> line = waitingOf(c);
        if (line.isEmpty()) {
            throw new Refused(409, "nobody-waits", "nobody waits for counter " + id(c));
        }
        if (present != null) {
            state(present, "SERVED");
        }
        return called(line.get(0), id(c));
    }

    private JsonObject byHand(JsonObject body, JsonObject present) throws Refused {
        JsonObject t = body.has("ticket")
                ? known(tickets, body.get("ticket").getAsString(), "unknown-ticket")
                : tickets.values().stream().filter(one -> one.get("number").equals(body.get("number")) && one.get("ended").isJsonNull())
                        .findFirst()
                        .orElseGet(() -> ticket("TICKET", body.has("service") ? body.get("service").getAsString() : null,
                                body.get("number").getAsString(), "ISSUED", true));
        if (present != null && !present.get("id").equals(t.get("id"))) {
            state(present, "SERVED");
        }
        return t;
    }

    private static JsonObject there(JsonObject present) throws Refused {
        if (present == null) {
            throw new Refused(409, "no-ticket", "the counter has no ticket");
        }
        return present;
    }

    private static JsonObject transfer(JsonObject t, JsonObject body) {
        JsonObject to = new JsonObject();
        to.add("service", body.has("service") ? body.get("service") : JsonNull.INSTANCE);
        to.add("counter", body.has("counter") ? body.get("counter") : JsonNull.INSTANCE);
        t.add("transferredTo", to);
        if (body.has("service")) {
            t.add("service", body.get("service"));
        }
        return state(t, "TRANSFERRED");
    }

    private static JsonObject open(JsonObject c, String state, JsonObject present) {
        c.addProperty("state", state);
        return present;
    }

    private static JsonObject state(JsonObject t, String state) {
        t.addProperty("state", state);
        if (state.equals("SERVED") || state.equals("COLLECTED") || state.equals("CANCELLED")) {
            t.addProperty("ended", now());
        }
        return t;
    }

    private JsonObject called(JsonObject t, String counter) {
        boolean again = t.get("state").getAsString().equals("CALLED") || t.get("state").getAsString().equals("READY");
        state(t, t.get("kind").getAsString().equals("ORDER") ? "READY" : "CALLED");
        t.addProperty("counter", counter);
        t.addProperty("called", now());
        t.addProperty("calls", t.get("calls").getAsInt() + 1);
        JsonObject call = new JsonObject();
        call.addProperty("id", "call-" + (calls.size() + 1));
        for (String same : List.of("number", "kind", "service", "counter")) {
            call.add(same, t.get(same));
        }
        call.addProperty("ticket", id(t));
        call.addProperty("by", "anna");
        call.addProperty("again", again ? t.get("calls").getAsInt() - 1 : 0);
        call.addProperty("at", now());
        call.addProperty("state", "WAITING");
        for (String nothing : List.of("cause", "announcement", "started", "ended", "heard")) {
            call.add(nothing, JsonNull.INSTANCE);
        }
        call.add("languages", array("en", "zh"));
        t.add("call", call);
        calls.addFirst(call);
        if (heardAtOnce) {
            become(call.get("number").getAsString(), "SPEAKING", null);
            heard(call.get("number").getAsString(), 4, 4);
        }
        return t;
    }

    /** What becomes of the latest call of a number. */
    void become(String number, String state, String cause) {
        JsonObject call = call(number);
        call.addProperty("state", state);
        call.addProperty("cause", cause);
        if (state.equals("SPEAKING")) {
            call.addProperty("started", now());
            started.add(0, call);
        }
    }

    /** It was asked for so long ago. */
    void age(String number, int seconds) {
        call(number).addProperty("at", Instant.now().minusSeconds(seconds).toString());
    }

    void heard(String number, int received, int connected) {
        JsonObject heard = new JsonObject();
        heard.addProperty("connected", connected);
        heard.addProperty("received", received);
        become(number, "SPOKEN", null);
        call(number).add("heard", heard);
    }

    private JsonObject call(String number) {
        return calls.stream().filter(c -> c.get("number").getAsString().equals(number)).findFirst().orElseThrow();
    }

    /** The numbers of all calls, the first first. */
    List<String> called() {
        List<String> numbers = new ArrayList<>();
        calls.descendingIterator().forEachRemaining(c -> numbers.add(c.get("number").getAsString()));
        return numbers;
    }

    JsonObject ticketCommand(String ticket, String command, JsonObject body) throws Refused {
        JsonObject t = known(tickets, ticket, "unknown-ticket");
        switch (command) {
            case "requeue" -> state(t, "ISSUED");
            case "transfer" -> transfer(t, body);
            case "cancel" -> state(t, "CANCELLED");
            default -> throw new Refused(404, "not-found", "no command " + command);
        }
        JsonObject answer = new JsonObject();
        answer.add("ticket", t);
        answer.add("call", JsonNull.INSTANCE);
        answer.add("counter", JsonNull.INSTANCE);
        return answer;
    }

    JsonObject order(JsonObject body) throws Refused {
        known(services, body.get("service").getAsString(), "unknown-service");
        String number = body.has("number") ? body.get("number").getAsString() : Integer.toString(++lastOrder);
        JsonObject t = tickets.values().stream()
                .filter(one -> one.get("kind").getAsString().equals("ORDER") && one.get("number").getAsString().equals(number)
                        && one.get("ended").isJsonNull())
                .findFirst().orElseGet(() -> ticket("ORDER", body.get("service").getAsString(), number, "PREPARING", true));
        return body.has("ready") && body.get("ready").getAsBoolean() ? orderCommand(id(t), "ready") : answerOf(t);
    }

    JsonObject orderCommand(String order, String command) throws Refused {
        JsonObject t = known(tickets, order, "unknown-ticket");
        switch (command) {
            case "ready" -> called(t, null);
            case "collected" -> state(t, "COLLECTED");
            case "cancel" -> state(t, "CANCELLED");
            default -> throw new Refused(404, "not-found", "no command " + command);
        }
        return answerOf(t);
    }

    private static JsonObject answerOf(JsonObject t) {
        JsonObject answer = new JsonObject();
        answer.add("ticket", t);
        answer.add("call", t.get("call"));
        answer.add("counter", JsonNull.INSTANCE);
        return answer;
    }

    /** What an operator sees. */
    JsonObject desk() {
        JsonObject d = new JsonObject();
        d.addProperty("now", now());
        d.addProperty("timeZone", "Europe/Berlin");
        d.addProperty("durable", problem == null);
        d.addProperty("problem", problem);
        JsonArray all = new JsonArray();
        services.values().forEach(s -> all.add(serviceJson(s)));
        d.add("services", all);
        JsonArray places = new JsonArray();
        counters.values().forEach(c -> places.add(counterJson(c)));
        d.add("counters", places);
        d.add("parked", ticketsIn(PARKED));
        d.add("orders", ticketsIn(Set.of("PREPARING", "READY")));
        JsonArray latest = new JsonArray();
        calls.stream().limit(50).forEach(latest::add);
        d.add("calls", latest);
        JsonArray boards = new JsonArray();
        JsonObject board = new JsonObject();
        board.addProperty("id", "default");
        board.add("names", new JsonObject());
        boards.add(board);
        d.add("boards", boards);
        d.addProperty("take", take);
        return d;
    }

    /** What everybody sees. */
    JsonObject board() {
        JsonObject b = new JsonObject();
        b.addProperty("id", "default");
        b.add("names", new JsonObject());
        b.addProperty("now", now());
        b.addProperty("timeZone", "Europe/Berlin");
        b.add("languages", array(languages.toArray(String[]::new)));
        JsonArray before = new JsonArray();
        JsonObject current = null;
        List<String> numbers = new ArrayList<>();
        for (JsonObject call : started) {
            String number = call.get("number").getAsString();
            if (!numbers.contains(number)) {
                numbers.add(number);
                JsonObject shown = shown(call);
                if (current == null) {
                    current = shown;
                } else if (before.size() < 8) {
                    before.add(shown);
                }
            }
        }
        b.add("current", current);
        b.add("last", before);
        b.addProperty("waiting", ticketsIn(WAITING).size());
        b.addProperty("estimatedWaitSeconds", 840);
        b.add("services", publicServices(s -> !ordersOnly || s.get("kind").getAsString().equals("ORDERS"), "kind"));
        JsonObject orders = new JsonObject();
        orders.add("preparing", numbers("PREPARING"));
        orders.add("ready", numbers("READY"));
        b.add("orders", orders);
        JsonObject said = new JsonObject();
        said.addProperty("en", notice);
        b.add("notice", said);
        b.addProperty("stale", stale);
        return b;
    }

    private JsonObject shown(JsonObject call) {
        JsonObject shown = new JsonObject();
        for (String same : List.of("id", "number", "kind", "again")) {
            shown.add(same, call.get(same));
        }
        shown.add("counter", call.get("counter").isJsonNull() ? JsonNull.INSTANCE : publicCounter(call.get("counter").getAsString()));
        shown.add("at", call.get("started"));
        shown.addProperty("speaking", call.get("state").getAsString().equals("SPEAKING"));
        return shown;
    }

    private JsonObject publicCounter(String id) {
        JsonObject counter = new JsonObject();
        for (String same : List.of("id", "name", "names")) {
            counter.add(same, counters.get(id).get(same));
        }
        return counter;
    }

    JsonObject offer() throws Refused {
        if (!take) {
            throw new Refused(404, "take-off", "no numbers are given out here");
        }
        JsonObject offer = new JsonObject();
        offer.addProperty("now", now());
        offer.add("services", publicServices(s -> s.get("take").getAsBoolean(), "hours"));
        offer.add("languages", array("en", "zh"));
        return offer;
    }

    /** @param also a field that this answer has beside those of every public service */
    private JsonArray publicServices(Predicate<JsonObject> shown, String also) {
        JsonArray all = new JsonArray();
        services.values().stream().filter(shown).forEach(s -> {
            JsonObject whole = serviceJson(s);
            JsonObject one = new JsonObject();
            for (String field : List.of("id", also, "prefix", "names", "open", "waiting")) {
                one.add(field, whole.get(field));
            }
            one.add("estimatedWaitSeconds", JsonNull.INSTANCE);
            all.add(one);
        });
        return all;
    }

    JsonObject publicTicket(String id) throws Refused {
        JsonObject t = known(tickets, id, "unknown-ticket");
        JsonObject p = new JsonObject();
        for (String same : List.of("id", "number", "kind", "issued", "called", "state")) {
            p.add(same, t.get(same));
        }
        JsonObject service = new JsonObject();
        for (String same : List.of("id", "names")) {
            service.add(same, services.get(t.get("service").getAsString()).get(same));
        }
        p.add("service", service);
        p.addProperty("now", now());
        List<JsonObject> line = new ArrayList<>();
        ticketsIn(WAITING).forEach(e -> line.add(e.getAsJsonObject()));
        boolean waits = WAITING.contains(t.get("state").getAsString());
        p.add("before", waits ? new JsonPrimitive(line.indexOf(t)) : JsonNull.INSTANCE);
        p.add("estimatedWaitSeconds", waits ? new JsonPrimitive(600) : JsonNull.INSTANCE);
        p.add("counter", t.get("counter").isJsonNull() ? JsonNull.INSTANCE : publicCounter(t.get("counter").getAsString()));
        p.addProperty("again", Math.max(0, t.get("calls").getAsInt() - 1));
        p.add("languages", array("en", "zh"));
        return p;
    }

    void close(String service) {
        services.get(service).addProperty("open", false);
    }

    private JsonObject serviceJson(JsonObject s) {
        JsonObject json = s.deepCopy();
        List<JsonObject> line = waitingFor(List.of(id(s)));
        line(json, line);
        json.addProperty("estimatedWaitSeconds", 900);
        return json;
    }

    private JsonObject counterJson(JsonObject c) {
        JsonObject json = c.deepCopy();
        JsonObject present = current(id(c));
        json.add("current", present == null ? JsonNull.INSTANCE : present);
        line(json, waitingOf(c));
        return json;
    }

    private static void line(JsonObject json, List<JsonObject> line) {
        json.addProperty("waiting", line.size());
        json.addProperty("longestWaitSeconds", line.isEmpty() ? 0 : 840);
        json.addProperty("next", line.isEmpty() ? null : line.get(0).get("number").getAsString());
    }

    private JsonObject current(String counter) {
        return tickets.values().stream().filter(t -> !t.get("counter").isJsonNull() && t.get("counter").getAsString().equals(counter)
                && Set.of("CALLED", "SERVING").contains(t.get("state").getAsString())).findFirst().orElse(null);
    }

    private List<JsonObject> waitingOf(JsonObject c) {
        List<String> of = new ArrayList<>();
        c.getAsJsonArray("services").forEach(s -> of.add(s.getAsString()));
        return waitingFor(of);
    }

    private List<JsonObject> waitingFor(List<String> of) {
        return tickets.values().stream().filter(t -> WAITING.contains(t.get("state").getAsString()) && !t.get("service").isJsonNull()
                && of.contains(t.get("service").getAsString())).toList();
    }

    private JsonArray ticketsIn(Set<String> states) {
        JsonArray found = new JsonArray();
        tickets.values().stream().filter(t -> states.contains(t.get("state").getAsString())).forEach(found::add);
        return found;
    }

    private JsonArray numbers(String state) {
        JsonArray found = new JsonArray();
        ticketsIn(Set.of(state)).forEach(t -> found.add(t.getAsJsonObject().get("number")));
        return found;
    }

    private static JsonArray array(String... texts) {
        JsonArray array = new JsonArray();
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }

    private static JsonObject known(Map<String, JsonObject> all, String id, String kind) throws Refused {
        JsonObject found = all.get(id);
        if (found == null) {
            throw new Refused(404, kind, "there is no " + id);
        }
        return found;
    }

    private static String id(JsonObject of) {
        JsonElement id = of.get("id");
        return id.getAsString();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
