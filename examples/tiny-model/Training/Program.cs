// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Training;

/// <summary>Trains the model of the examples.</summary>
internal static class Program
{
    /// <returns>0 done, 1 libtorch is missing or a file cannot be used, 2 wrong arguments.</returns>
    public static int Main(string[] arguments)
    {
        try
        {
            new Trainer(Options.Parse(arguments)).Run();
            return 0;
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
            return 2;
        }
        catch (TypeInitializationException e) when (e.InnerException is NotSupportedException)
        {
            Console.Error.WriteLine("libtorch could not be loaded: build with -p:UseLibTorch=true (600 MB), on Linux x64 with glibc 2.38 or newer");
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
