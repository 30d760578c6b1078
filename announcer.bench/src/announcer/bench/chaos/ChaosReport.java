package announcer.bench.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;

/**
 * What a run of chaos has shown.
 *
 * @param outages of each kind of fault, in milliseconds without a packet at the players
 * @param outcomes what has become of the announcements
 * @param lives of the JVMs, one after the other
 * @param processes how many there are to be: the JVM, and an ffmpeg for each channel
 * @param notes what was left out
 */
public record ChaosReport(Map<Fault, List<Double>> outages, Outcomes outcomes, List<Life> lives, int processes,
        List<String> notes) {
    /**
     * One JVM of the product.
     *
     * @param faults how many it has lived through
     * @param begin what it held of the machine when it had come on the air
     * @param end the same before it was killed, or when all was over
     */
    public record Life(int faults, MachineUse begin, MachineUse end) {
        private int moreThreads() {
            return end.threads() - begin.threads();
        }

        private int moreFiles() {
            return end.files() - begin.files();
        }
    }

    /**
     * What has become of announcements.
     *
     * @param accepted how many were answered 202
     * @param refused how many were answered otherwise, by status
     * @param withoutAnswer how many got no answer: nothing was promised
     * @param states how many of those accepted are in which state
     * @param causes why those that were not spoken were not
     * @param withoutCause ids of those that were not spoken, without a cause
     * @param lost ids of those accepted that the product does not know, or that have no outcome
     * @param again those that were sent again after they had been reported spoken
     */
    public record Outcomes(int accepted, Map<Integer, Integer> refused, int withoutAnswer, Map<String, Integer> states,
            Map<String, Integer> causes, List<String> withoutCause, List<String> lost, List<String> again) {}

    public ChaosReport {
        outages = new EnumMap<>(outages);
    }

    /** Number of faults. */
    public int faults() {
        return outages.values().stream().mapToInt(List::size).sum();
    }

    /** How many more threads there are than before, in the JVM where it is most. */
    public int moreThreads() {
        return lives.stream().mapToInt(Life::moreThreads).max().orElse(0);
    }

    /** How many more processes there are in the end than there are to be. */
    public int moreProcesses() {
        return lives.get(lives.size() - 1).end().processes() - processes;
    }

    /** How many more files are open than before, in the JVM where it is most. */
    public int moreFiles() {
        return lives.stream().mapToInt(Life::moreFiles).max().orElse(0);
    }

    /** As Markdown. */
    @Override
    public String toString() {
        Table faults = new Table("fault", "times", "median ms without a packet", "max ms");
        outages.forEach((fault, millis) -> {
            Percentiles p = Percentiles.of(millis);
            faults.row(fault.words(), p.count(), p.median(), p.max());
        });
        Table announcements = new Table("announcements", "number");
        announcements.row("accepted", outcomes.accepted());
        outcomes.states().forEach((state, count) -> announcements.row(state, count));
        outcomes.causes().forEach((cause, count) -> announcements.row(cause, count));
        announcements.row("not spoken, without a cause", outcomes.withoutCause().size()).row("lost", outcomes.lost().size())
                .row("spoken again after reported spoken", outcomes.again().size());
        outcomes.refused().forEach((status, count) -> announcements.row("refused: " + status, count));
        announcements.row("without an answer", outcomes.withoutAnswer());
        Table machine = new Table("JVM", "faults", "threads", "open files", "processes", "MB", "heap MB", "metaspace MB",
                "more open files");
        for (int i = 0; i < lives.size(); i++) {
            Life life = lives.get(i);
            MachineUse begin = life.begin();
            MachineUse end = life.end();
            machine.row(i + 1, life.faults(), begin.threads() + " to " + end.threads(), begin.files() + " to " + end.files(),
                    begin.processes() + " to " + end.processes(), begin.residentMegabytes() + " to " + end.residentMegabytes(),
                    begin.heapMegabytes() + " to " + end.heapMegabytes(), begin.metaspaceMegabytes() + " to " + end.metaspaceMegabytes(),
                    end.moreFilesThan(begin));
        }
        return faults + "\n" + announcements + "\n" + machine + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }
}
