package announcer.transport.winpipe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

import announcer.transport.testkit.PipeReader;

/** The Windows calls of the tests. By names looked up one by one: nothing here is shared with what is tested. */
final class Windows {
    private static final int SE_KERNEL_OBJECT = 6;
    private static final int OWNER = 1;
    private static final int DACL = 4;

    private Windows() {
    }

    /** A reader as the JDK opens any file. */
    static PipeReader connect(String path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path, "r");
        return new PipeReader() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                int got = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
                if (got > 0) {
                    into.position(into.position() + got);
                }
                return got;
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /** Whether anybody has made a pipe of this name. Does not open it. */
    static boolean exists(String path) {
        Function wait = function("kernel32", "WaitNamedPipeW");
        boolean free = wait.invokeInt(new Object[]{new WString(path), 1}) != 0;
        return free || Native.getLastError() != Win32Error.FILE_NOT_FOUND;
    }

    static int openHandles() {
        IntByReference count = new IntByReference();
        function("kernel32", "GetProcessHandleCount").invokeInt(new Object[]{Pointer.createConstant(-1), count});
        return count.getValue();
    }

    /** Owner and access list of what a handle is open on, as Windows keeps them, in its text form. */
    static String securityOf(Pointer handle) {
        PointerByReference descriptor = new PointerByReference();
        int error = function("advapi32", "GetSecurityInfo")
                .invokeInt(new Object[]{handle, SE_KERNEL_OBJECT, OWNER | DACL, null, null, null, null, descriptor});
        if (error != 0) {
            throw new AssertionError("GetSecurityInfo: " + error);
        }
        PointerByReference text = new PointerByReference();
        int done = function("advapi32", "ConvertSecurityDescriptorToStringSecurityDescriptorW")
                .invokeInt(new Object[]{descriptor.getValue(), 1, OWNER | DACL, text, null});
        if (done == 0) {
            throw new AssertionError("ConvertSecurityDescriptorToStringSecurityDescriptor: " + Native.getLastError());
        }
        return text.getValue().getWideString(0);
    }

    /** Wine says what it is by a function that Windows does not have. */
    static boolean isWine() {
        try {
            return function("ntdll", "wine_get_version") != null;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    static String version() {
        return isWine()
                ? "Wine " + function("ntdll", "wine_get_version").invokeString(new Object[0], false)
                : System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static Function function(String library, String name) {
        return NativeLibrary.getInstance(library).getFunction(name);
    }
}
