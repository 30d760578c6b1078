package announcer.bench.chaos;

import java.io.File;

import announcer.bench.process.ProcFiles;
import announcer.bench.process.Processes;

/**
 * What the product holds of the machine at one moment.
 *
 * @param threads of its JVM
 * @param files that its JVM has open
 * @param processes with the home on their command line, and ffmpegs under the JVM
 * @param residentMegabytes of its JVM
 */
public record MachineUse(int threads, int files, int processes, long residentMegabytes) {
    static MachineUse of(ChaosProduct product) {
        long jvm = product.process().pid();
        return new MachineUse(count(jvm, "task"), count(jvm, "fd"),
                Processes.having(product.home().folder().toString()).size() + product.process().ffmpegs().size(),
                ProcFiles.residentBytes(jvm).orElse(0) >> 20);
    }

    private static int count(long pid, String folder) {
        String[] names = new File("/proc/" + pid + "/" + folder).list();
        return names == null ? 0 : names.length;
    }
}
