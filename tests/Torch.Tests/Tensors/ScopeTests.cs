namespace HyperScaffold.Torch.Tests.Tensors;

public sealed class ScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_inside_and_nothing_else()
    {
        using var before = ones(2);
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = before + 1;
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => inside.sum());
    }

    [Fact]
    public void A_tensor_moved_out_lives_as_long_as_the_outer_scope()
    {
        Tensor result;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                result = (ones(2) * 3).MoveToOuterDisposeScope();
            }

            Assert.Equal(6, result.sum().ToDouble());
            Assert.Equal(2, outer.DisposablesCount);
        }

        Assert.True(result.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_outlives_all_scopes()
    {
        Tensor result;
        using (NewDisposeScope())
        {
            result = ones(2).DetachFromDisposeScope();
        }

        Assert.Equal(2, result.sum().ToDouble());
        result.Dispose();
    }

    [Fact]
    public void Disposing_by_hand_leaves_the_scope_in_any_order()
    {
        using var scope = NewDisposeScope();
        var all = Enumerable.Range(0, 10).Select(i => full([1], i)).ToList();
        foreach (var i in (int[])[3, 9, 0, 5])
        {
            all[i].Dispose();
            all[i].Dispose();
        }

        Assert.Equal(6, scope.DisposablesCount);
        scope.DisposeEverythingBut(all[7]);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(7, all[7].ToInt32());
    }

    [Fact]
    public async Task Scopes_of_different_threads_do_not_see_each_other()
    {
        using var scope = NewDisposeScope();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    using var own = NewDisposeScope();
                    Assert.Equal(4, (ones(2) + ones(2)).sum().ToDouble());
                    Assert.Equal(4, own.DisposablesCount);
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_scope_that_another_thread_disposes_takes_no_more_tensors()
    {
        var scope = NewDisposeScope();
        var other = new Thread(scope.Dispose);
        other.Start();
        other.Join();
        using var outside = ones(2);
        Assert.Equal(0, scope.DisposablesCount);
        using (var inner = NewDisposeScope())
        {
            var moved = (outside + 1).MoveToOuterDisposeScope();
            Assert.Equal(0, inner.DisposablesCount + scope.DisposablesCount);
            moved.Dispose();
        }
    }

    [Fact]
    public void Tensors_in_scopes_and_forgotten_tensors_give_their_memory_back()
    {
        // the first round grows the heap of the C library, which keeps some of what is freed
        Touch(scoped: false, 50);
        Collect();
        var before = ResidentMegabytes();
        for (var round = 0; round < 5; round++)
        {
            Touch(scoped: true, 100);
            Touch(scoped: false, 50);
            Collect();
        }

        // a leak of either kind would be 1,000 or more
        Assert.InRange(ResidentMegabytes() - before, -2000, 500);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    // 4 MB each
    private static void Touch(bool scoped, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var scope = scoped ? NewDisposeScope() : null;
            ones(1024, 1024).add_(1);
        }
    }

    private static long ResidentMegabytes()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.WorkingSet64 >> 20;
    }
}
