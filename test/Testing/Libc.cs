using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FederatedGateway.Testing;

/// <summary>The two system calls a cluster uses on a container's files and processes, for which .NET has no equal.</summary>
internal static partial class Libc
{
    private const int SigTerm = 15;

    /// <summary>Replaces <paramref name="to"/> in one step, a symbolic link to a folder included.</summary>
    public static void Rename(string from, string to)
    {
        if (rename(from, to) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public static void Terminate(int processId)
    {
        if (kill(processId, SigTerm) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string oldPath, string newPath);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int processId, int signal);
}
