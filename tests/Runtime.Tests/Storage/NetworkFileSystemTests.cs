using System.Diagnostics;
using HyperScaffold.Storage;
using HyperScaffold.Storage.Relational;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class NetworkFileSystemTests
{
    private static readonly string[] Table =
    [
        "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
        "30 27 0:24 / /tmp rw - tmpfs tmpfs rw",
        "41 27 0:40 / /srv rw,relatime shared:22 master:1 - nfs4 server:/srv rw,vers=4.2",
        "42 41 0:41 / /srv/fast rw - xfs /dev/vdb rw",
        "43 27 0:42 / /mnt/my\\040share rw - cifs //server/share rw",
        "44 27 0:43 / /mnt/ssh rw - ext4 /dev/vdc rw",
        "45 44 0:44 / /mnt/ssh rw - fuse.sshfs me@server: rw",
    ];

    [Theory]
    [InlineData("/data/studies.db", "ext4")]
    [InlineData("/srv/me/studies.db", "nfs4")]
    [InlineData("/srv2/studies.db", "ext4")]
    [InlineData("/srv/fast/studies.db", "xfs")]
    [InlineData("/mnt/my share/studies.db", "cifs")]
    [InlineData("/mnt/ssh/studies.db", "fuse.sshfs")]
    [InlineData("/link/studies.db", "nfs4")]
    [InlineData("/tmp/up/studies.db", "nfs4")]
    [InlineData("/tmp/studies.db", "xfs")]
    [InlineData("/loop/studies.db", "ext4")]
    public void The_mount_that_holds_a_file_tells_its_file_system(string file, string expected)
    {
        string? Link(string path)
        {
            Assert.False(path.StartsWith("/srv/me", StringComparison.Ordinal), "a server may be away, so nothing there is looked at");
            return path switch
            {
                "/link" => "/srv/me",
                "/tmp/up" => "../link/deeper",
                "/tmp/studies.db" => "/srv/fast/studies.db",
                "/loop" => "/loop",
                _ => null,
            };
        }

        Assert.Equal(expected, NetworkFileSystem.Mounted(file, Table, Link));
    }

    [Theory]
    [InlineData("nfs4")]
    [InlineData("cifs")]
    [InlineData("fuse.sshfs")]
    [InlineData("lustre")]
    public void A_network_file_system_is_refused_with_what_to_use_instead(string format)
    {
        var error = Assert.Throws<HyperException>(() => NetworkFileSystem.Refuse("/data/studies.db", "sqlite:////data/studies.db", _ => format));

        Assert.Contains(format, error.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql://", error.Message, StringComparison.Ordinal);
        NetworkFileSystem.Refuse("/data/studies.db", "sqlite:////data/studies.db", _ => "ext4");
    }

    [Fact]
    public void A_disk_in_memory_is_recognized_as_what_it_is()
    {
        using var disk = new SmallDisk();

        Assert.Equal("tmpfs", NetworkFileSystem.FormatOf(StorageAddress.Parse(disk.Url).Path));
    }

    // nobody answers behind this mount, so that a look at anything on it would wait forever
    [Fact(Timeout = 60_000)]
    public async Task A_storage_on_a_mounted_network_file_system_is_refused_without_a_look_at_it()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/fuse"), "there is no /dev/fuse");
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 9<>/dev/fuse && mount -i -t fuse.sshfs -o fd=9,rootmode=40000,user_id=0,group_id=0 sshfs '{folder.FullPath}' && echo mounted && read line; umount -l '{folder.FullPath}'"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Assert.SkipUnless(await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) == "mounted", "this user may not mount a file system");

            var error = await Assert.ThrowsAsync<HyperException>(() => Task.Run(() => StorageFactory.Open(folder.Url()), TestContext.Current.CancellationToken));

            Assert.Contains("lies on fuse.sshfs", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync(CancellationToken.None);
        }
    }
}
