package announcer.itest.product;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import announcer.api.stream.Codec;
import announcer.bench.audio.Recording;
import announcer.bench.report.Table;

/** What each player was asked to play, and what came of it. Used by one thread; the cells are played by several. */
final class PlayerMatrix {
    /** As many players at a time as two cores can start without any of them being late. */
    private static final int AT_A_TIME = 8;

    /** One thing that every player is to play. */
    record Cell(Codec codec, Player.Way way, boolean ipv6, boolean password) {
        String heading() {
            if (way == Player.Way.DEFAULT) {
                return codec.name();
            }
            return way + (ipv6 ? " IPv6" : " IPv4") + (password ? ", password" : "");
        }
    }

    /** Where a cell is played. */
    interface Addresses {
        String url(Cell cell);
    }

    private final List<Player> players;
    private final List<Cell> cells = new ArrayList<>();
    /** Why a cell failed; an empty text: it did not. */
    private final Map<Player, Map<Cell, String>> outcomes = new EnumMap<>(Player.class);

    PlayerMatrix(List<Player> players) {
        this.players = players;
        players.forEach(p -> outcomes.put(p, new LinkedHashMap<>()));
        for (Codec codec : Codec.values()) {
            cells.add(new Cell(codec, Player.Way.DEFAULT, false, false));
        }
        for (boolean password : new boolean[]{false, true}) {
            for (boolean ipv6 : new boolean[]{false, true}) {
                for (Player.Way way : List.of(Player.Way.TCP, Player.Way.UDP)) {
                    cells.add(new Cell(Codec.AAC, way, ipv6, password));
                }
            }
        }
    }

    /** Has every player play each cell of those with a password, or of those without. */
    void play(boolean password, Addresses addresses, Recording sentence) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Player, Map<Cell, Future<String>>> begun = new EnumMap<>(Player.class);
            for (Cell cell : cells) {
                for (Player player : players) {
                    if (cell.password == password && player.cannot(cell).isEmpty()) {
                        Callable<String> work = () -> outcome(player, cell, addresses.url(cell), sentence);
                        begun.computeIfAbsent(player, p -> new LinkedHashMap<>()).put(cell, pool.submit(work));
                    }
                }
            }
            for (Map.Entry<Player, Map<Cell, Future<String>>> row : begun.entrySet()) {
                for (Map.Entry<Cell, Future<String>> one : row.getValue().entrySet()) {
                    outcomes.get(row.getKey()).put(one.getKey(), one.getValue().get());
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String outcome(Player player, Cell cell, String url, Recording sentence) {
        try {
            player.play(url, cell.way, sentence);
            return "";
        } catch (Exception | AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What a player could not play, with the reason. */
    List<String> failures(Player player) {
        return outcomes.get(player).entrySet().stream().filter(e -> !e.getValue().isEmpty())
                .map(e -> e.getKey().heading() + ": " + e.getValue()).toList();
    }

    /** Codecs, as Markdown. */
    String codecs() {
        return table(cells.stream().filter(c -> c.way == Player.Way.DEFAULT).toList());
    }

    /** Ways of transport, as Markdown. */
    String ways() {
        return table(cells.stream().filter(c -> c.way != Player.Way.DEFAULT).toList());
    }

    private String table(List<Cell> columns) {
        List<String> headings = new ArrayList<>(List.of("player"));
        columns.forEach(c -> headings.add(c.heading()));
        Table table = new Table(headings.toArray(String[]::new));
        for (Player player : players) {
            List<Object> row = new ArrayList<>(List.of(player.title()));
            for (Cell cell : columns) {
                String outcome = outcomes.get(player).get(cell);
                row.add(outcome == null ? player.cannot(cell).map(why -> "-").orElse("?") : outcome.isEmpty() ? "yes" : "NO");
            }
            table.row(row.toArray());
        }
        return table.toString();
    }
}
