// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Corpus;
using Constrain.Examples.TinyModel.Corpus.Tasks;
using Constrain.Examples.TinyModel.Model;
using Constrain.Examples.TinyModel.Tokenizer;
using TorchSharp;
using static TorchSharp.torch;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>The training run: documents in, a model file out. One seed, one number of threads and one machine give one file.</summary>
internal sealed class Trainer
{
    private const double MatrixRate = 0.02, OtherRate = 0.004;

    private readonly Options _options;
    private readonly ModelShape _shape = new();
    private readonly BpeVocabulary _vocabulary;
    private readonly Network _network;
    private readonly Optimiser _optimiser;
    private readonly Batch[] _heldOut;
    private int _step;

    public Trainer(Options options)
    {
        _options = options;
        set_num_threads(options.Threads);
        _vocabulary = Recipe.Vocabulary(options.Seed, _shape);
        _network = new Network(_shape, new InitialWeights(options.Seed));
        _optimiser = new Optimiser(_network.Weights);
        _heldOut = [.. Batches.Of(HeldOut().Take(256), Schedule.BatchTokens, Schedule.Longest, seed: 1)];
    }

    public void Run()
    {
        int padding = _vocabulary.IdOf(SpecialTokens.Padding);
        _step = _options.State is { } state && File.Exists(state) ? Resume(state) : 0;
        using var log = new TrainingLog(_options.Log, _network.Weights.Values.Sum(weight => weight.numel()), _step);
        foreach (Step step in Schedule.Steps(_vocabulary, _options.Seed, _options.Tokens, done: _step))
        {
            _step = step.Number;
            double loss = Learn(step.Batches, padding);
            double share = Math.Min(1, step.Tokens / (double)_options.Tokens);
            double rate = Rate(_step, share);
            _optimiser.Step(MatrixRate * rate, OtherRate * rate);
            log.Add(_step, step.Tokens, loss, rate);
            if (_step % 100 == 0)
                log.AddHeldOut(_step, HeldOutLoss(padding));
            if (_step % 200 == 0)
                Save();
        }
        log.AddHeldOut(_step, HeldOutLoss(padding));
        Save();
        log.AddHash(File.ReadAllBytes(_options.Out));
    }

    /// <summary>The share of the full rate: a short rise, a plateau, and a straight line down to nothing.</summary>
    private static double Rate(int step, double share) => Math.Min(1, step / 100.0) * Math.Clamp((1 - share) / 0.5, 0, 1);

    private double Learn(IReadOnlyList<Batch> step, int padding)
    {
        double total = step.Sum(batch => batch.Lessons.Sum(lesson => lesson.Places.Length));
        double sum = 0;
        foreach (Batch batch in step)
        {
            using var scope = NewDisposeScope();
            (Tensor tokens, Tensor places, Tensor targets) = batch.ToTensors(padding);
            Tensor loss = _network.Loss(tokens, places, targets) * (targets.shape[0] / total);
            loss.backward();
            sum += loss.item<float>();
        }
        return sum;
    }

    private double HeldOutLoss(int padding)
    {
        using var noGradients = no_grad();
        double sum = 0, count = 0;
        foreach (Batch batch in _heldOut)
        {
            using var scope = NewDisposeScope();
            (Tensor tokens, Tensor places, Tensor targets) = batch.ToTensors(padding);
            sum += _network.Loss(tokens, places, targets).item<float>() * targets.shape[0];
            count += targets.shape[0];
        }
        return sum / count;
    }

    private IEnumerable<Lesson> HeldOut()
    {
        var draw = new Draw(new SplitMix64(_options.Seed + 4), Phrasebook.Load(), Split.HeldOut);
        var tasks = new TaskCorpus(draw);
        var lessons = new Lessons(_vocabulary, _options.Seed + 5);
        while (true)
            yield return lessons.Of(TaskConversation.Of(tasks.Next(), draw));
    }

    private void Save()
    {
        byte[] file = ModelFile.Build(_shape, _vocabulary, new TrainedWeights(_shape, _network)).Bytes;
        File.WriteAllBytes(_options.Out + ".new", file);
        File.Move(_options.Out + ".new", _options.Out, overwrite: true);
        if (_options.State is not { } state)
            return;
        using (var writer = new BinaryWriter(File.Create(state + ".new")))
        {
            writer.Write(_step);
            foreach (Tensor tensor in _network.Weights.Values.Concat(_optimiser.State))
                writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.detach().contiguous().data<float>().ToArray().AsSpan()));
        }
        File.Move(state + ".new", state, overwrite: true);
    }

    // The documents are drawn again up to the step that was saved, so that the run goes on as if it had not been interrupted.
    private int Resume(string state)
    {
        using var noGradients = no_grad();
        using var reader = new BinaryReader(File.OpenRead(state));
        int step = reader.ReadInt32();
        foreach (Tensor tensor in _network.Weights.Values.Concat(_optimiser.State))
        {
            float[] values = new float[tensor.numel()];
            reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
            using Tensor saved = torch.tensor(values, tensor.shape);
            tensor.copy_(saved);
        }
        _optimiser.Resume(step);
        return step;
    }
}
