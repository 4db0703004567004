// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using static TorchSharp.torch;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>Muon for the matrices inside the network, AdamW for the embedding and the norms.</summary>
/// <remarks>
/// Muon replaces the momentum of a matrix by the nearest orthogonal matrix, found with five Newton-Schulz steps, so that all directions
/// learn at one speed; with few tokens to learn from that is worth about twice as many. Source: Jordan et al., "Muon: an optimizer for
/// hidden layers in neural networks", 2024; Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019.
/// </remarks>
internal sealed class Optimiser
{
    private const double Momentum = 0.95, Beta1 = 0.9, Beta2 = 0.98, Epsilon = 1e-9, Decay = 0.02;
    private readonly (string Name, Tensor Weight)[][] _matrices;
    private readonly Tensor[] _others;
    private readonly Dictionary<string, Tensor> _momentum = new(StringComparer.Ordinal);
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;
    private int _steps;

    public Optimiser(IReadOnlyDictionary<string, Tensor> weights)
    {
        bool IsMatrix(string name) => name.StartsWith("blk.", StringComparison.Ordinal) && weights[name].dim() == 2;
        // Matrices of one shape are orthogonalised together.
        _matrices = [.. weights.Where(pair => IsMatrix(pair.Key)).Select(pair => (pair.Key, pair.Value))
            .GroupBy(pair => (pair.Value.shape[0], pair.Value.shape[1])).Select(group => group.ToArray())];
        _others = [.. weights.Where(pair => !IsMatrix(pair.Key)).Select(pair => pair.Value)];
        foreach ((string name, Tensor weight) in _matrices.SelectMany(group => group))
            _momentum.Add(name, zeros_like(weight));
        _first = [.. _others.Select(weight => zeros_like(weight))];
        _second = [.. _others.Select(weight => zeros_like(weight))];
    }

    /// <summary>Everything it remembers, in a fixed order.</summary>
    public IEnumerable<Tensor> State => _momentum.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).Concat(_first).Concat(_second);

    /// <summary>Goes on after so many steps, with a state that was saved.</summary>
    public void Resume(int steps) => _steps = steps;

    /// <summary>One step along the gradients, which are cleared.</summary>
    public void Step(double matrixRate, double otherRate)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _steps++;
        foreach ((string Name, Tensor Weight)[] group in _matrices)
            Muon(group, matrixRate);
        for (int i = 0; i < _others.Length; i++)
            Adam(i, otherRate);
    }

    private void Muon((string Name, Tensor Weight)[] group, double rate)
    {
        Tensor[] directions = [.. group.Select(member =>
        {
            Tensor gradient = member.Weight.grad!;
            Tensor momentum = _momentum[member.Name].mul_(Momentum).add_(gradient);
            Tensor direction = gradient + (momentum * Momentum);
            gradient.zero_();
            return direction;
        })];
        Tensor orthogonal = Orthogonal(stack(directions));
        double scale = Math.Sqrt(Math.Max(1, group[0].Weight.shape[0] / (double)group[0].Weight.shape[1]));
        for (int i = 0; i < group.Length; i++)
            group[i].Weight.mul_(1 - (rate * Decay)).sub_(orthogonal[i] * (rate * scale));
    }

    private static Tensor Orthogonal(Tensor matrices)
    {
        bool isTall = matrices.shape[1] > matrices.shape[2];
        Tensor x = isTall ? matrices.transpose(1, 2) : matrices;
        x /= x.pow(2).sum([1, 2], true).sqrt() + 1e-7;
        for (int i = 0; i < 5; i++)
        {
            Tensor square = x.bmm(x.transpose(1, 2));
            x = (x * 3.4445) + ((square * -4.7750) + (square.bmm(square) * 2.0315)).bmm(x);
        }
        return isTall ? x.transpose(1, 2) : x;
    }

    private void Adam(int i, double rate)
    {
        Tensor weight = _others[i], gradient = weight.grad!;
        _first[i].mul_(Beta1).add_(gradient * (1 - Beta1));
        _second[i].mul_(Beta2).add_(gradient * gradient * (1 - Beta2));
        double first = 1 - Math.Pow(Beta1, _steps), second = 1 - Math.Pow(Beta2, _steps);
        weight.sub_(_first[i] / first / ((_second[i] / second).sqrt() + Epsilon) * rate);
        gradient.zero_();
    }
}
